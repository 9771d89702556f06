package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.EntangledPairs;
import io.lumenvault.qkd.keyrate.SinglePhotonFiniteKey;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Security;
import java.util.List;

/**
 * Bennett, Brassard and Mermin 1992: both ends measure in two bases. Outcomes: key basis right, key basis wrong, test
 * basis right, test basis wrong, bases differ.
 */
public final class Bbm92 implements PairProtocol {
    /** The outcome of slots in which the bases differ; of the others bit 1 is the basis, bit 0 the error. */
    private static final int DIFFERENT = 4;

    private final PairSource source;
    private final double keyBasis;
    private final Analyser analyser;

    /**
     * @param lambda half the mean number of pairs a pulse
     * @param keyBasis probability that either end measures in the key basis
     */
    public Bbm92(double lambda, double keyBasis) {
        Range.check("key basis probability", keyBasis, 0.01, 0.99);
        this.source = new PairSource(lambda);
        this.keyBasis = keyBasis;
        this.analyser = new Analyser(List.of(new Analyser.Setting(2, keyBasis, 0), new Analyser.Setting(0, 1 - keyBasis, 1)));
    }

    public static Bbm92 usual() {
        return new Bbm92(0.05, 0.8);
    }

    @Override
    public PairSource source() {
        return source;
    }

    @Override
    public Analyser alice() {
        return analyser;
    }

    @Override
    public Analyser bob() {
        return analyser;
    }

    @Override
    public double keyBasis() {
        return keyBasis;
    }

    @Override
    public String name() {
        return "bbm92";
    }

    @Override
    public String title() {
        return "BBM92, entangled pairs";
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        EntangledPairs pairs = coincidences(link);
        double gain = pairs.gain();
        double wrong = pairs.errorRate();
        double key = keyBasis * keyBasis;
        double test = (1 - keyBasis) * (1 - keyBasis);
        return new Outcomes(new double[] {gain * key * (1 - wrong), gain * key * wrong, gain * test * (1 - wrong),
            gain * test * wrong, gain * (1 - key - test)}, 0);
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = counts[0] + counts[1];
        double test = counts[2] + counts[3];
        double raw = sifted + test + counts[DIFFERENT];
        if (sifted == 0 || test == 0) {
            return new Figures(raw, sifted, sifted == 0 ? Double.NaN : counts[1] / sifted, Double.NaN, 0, 0);
        }
        double errorRate = counts[1] / sifted;
        double disclosed = security.disclosed(sifted, errorRate);
        double secret = sifted * (1 - BinaryEntropy.phaseError(counts[3] / test)) - disclosed;
        double finite = SinglePhotonFiniteKey.secretBits((long) sifted, (long) sifted, (long) Math.ceil(test), counts[3] / test, disclosed,
                security.epsilonSecrecy(), security.epsilonCorrectness());
        return new Figures(raw, sifted, errorRate, Double.NaN, secret, finite);
    }
}
