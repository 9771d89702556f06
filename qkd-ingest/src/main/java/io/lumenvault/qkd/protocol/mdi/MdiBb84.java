package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.estimation.MdiCounts;
import io.lumenvault.qkd.estimation.MdiFiniteKey;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.MdiDecoyBounds;
import io.lumenvault.qkd.keyrate.MeasurementDeviceIndependent;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;
import java.util.List;

/**
 * MDI-BB84 with the relay in the middle (Lo, Curty and Qi, PRL 108, 130503; Ma and Razavi, PRA 86, 062319), and three intensities at
 * either end. Outcomes, of announced Bell states in equal bases: for each pair of intensities (Alice's times three and Bob's) Z basis right, Z
 * wrong, X right, X wrong. The key is that of the Z basis where both sent a signal. The secret bits of finite blocks are bounded from the counts
 * ({@link MdiFiniteKey}); those without the price of chance by what the model says of the gains, for counts that are not exact
 * contradict each other without it. The relay's dead time is taken by its click rate; bases that differ are not counted.
 */
public final class MdiBb84 implements Protocol {
    private static final int DETECTORS = 4;
    private static final int OUTCOMES = 4;

    private final SourceParameters source;

    /** @param source pulses of either transmitter, of three intensities; its key basis is Z */
    public MdiBb84(SourceParameters source) {
        if (source.intensities().size() != SourceParameters.INTENSITIES) {
            throw new IllegalArgumentException("three intensities are needed, given were " + source.intensities());
        }
        this.source = source;
    }

    /** Settings that are near the best for blocks of a quarter of a million to a few million bits, at any distance. */
    public static SourceParameters usual(double clockHz) {
        return new SourceParameters(clockHz, List.of(0.3, 0.08, 0.0), List.of(0.4, 0.4, 0.2), 0.45);
    }

    public static MdiBb84 usual() {
        return new MdiBb84(usual(1e9));
    }

    @Override
    public String name() {
        return "mdi";
    }

    @Override
    public String title() {
        return "MDI-BB84, relay in the middle";
    }

    public SourceParameters source() {
        return source;
    }

    private MeasurementDeviceIndependent model(LinkConditions link, int alice, int bob) {
        return model(link, source.intensity(alice), source.intensity(bob));
    }

    private static MeasurementDeviceIndependent model(LinkConditions link, double alice, double bob) {
        return MeasurementDeviceIndependent.of(alice, bob, link.arm(), link.arm(), link.dark(), link.photonError(), 1);
    }

    private MdiDecoyBounds bounds(LinkConditions link) {
        return MdiDecoyBounds.of(source.intensities().stream().mapToDouble(Double::doubleValue).toArray(), (a, b) -> model(link, a, b).gainZ(),
                (a, b) -> model(link, a, b).gainX(), (a, b) -> model(link, a, b).gainX() * model(link, a, b).errorX());
    }

    /** The share of slots in which the relay is not dead; any click of its four detectors makes it so. */
    private double live(LinkConditions link) {
        double dark = 0;
        for (int k = 0; k < SourceParameters.INTENSITIES; k++) {
            dark += source.probability(k) * Math.exp(-link.arm() * source.intensity(k));
        }
        double quiet = Math.pow(1 - link.dark(), DETECTORS) * dark * dark;
        return 1 / (1 + (1 - quiet) * link.deadSlots());
    }

    @Override
    public double fibreToReceiver() {
        return 0.5;
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        double[] p = new double[OUTCOMES * MdiCounts.PAIRS];
        double live = live(link);
        double z = source.keyBasisProbability() * source.keyBasisProbability();
        double x = (1 - source.keyBasisProbability()) * (1 - source.keyBasisProbability());
        for (int a = 0; a < SourceParameters.INTENSITIES; a++) {
            for (int b = 0; b < SourceParameters.INTENSITIES; b++) {
                MeasurementDeviceIndependent model = model(link, a, b);
                double sent = live * source.probability(a) * source.probability(b);
                int at = OUTCOMES * (SourceParameters.INTENSITIES * a + b);
                p[at] = sent * z * model.gainZ() * (1 - model.errorZ());
                p[at + 1] = sent * z * model.gainZ() * model.errorZ();
                p[at + 2] = sent * x * model.gainX() * (1 - model.errorX());
                p[at + 3] = sent * x * model.gainX() * model.errorX();
            }
        }
        return new Outcomes(p, 0);
    }

    private static MdiCounts counts(double[] outcomes) {
        double[] key = new double[MdiCounts.PAIRS];
        double[] test = new double[MdiCounts.PAIRS];
        double[] testErrors = new double[MdiCounts.PAIRS];
        for (int pair = 0; pair < MdiCounts.PAIRS; pair++) {
            int at = OUTCOMES * pair;
            key[pair] = outcomes[at] + outcomes[at + 1];
            test[pair] = outcomes[at + 2] + outcomes[at + 3];
            testErrors[pair] = outcomes[at + 3];
        }
        return new MdiCounts(key, test, testErrors, 0);
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = counts[0] + counts[1];
        double raw = 0;
        for (double count : counts) {
            raw += count;
        }
        if (sifted == 0) {
            return new Figures(raw, 0, Double.NaN, Double.NaN, 0, 0);
        }
        double errorRate = counts[1] / sifted;
        double disclosed = security.disclosed(sifted, errorRate);
        MdiDecoyBounds bounds = bounds(link);
        double single = source.keyBasisProbability() * source.probability(0) * source.intensity(0) * Math.exp(-source.intensity(0));
        double singles = slots * live(link) * single * single * bounds.yieldZ();
        double secret = singles * (1 - BinaryEntropy.phaseError(bounds.errorX())) - disclosed;
        double finite = new MdiFiniteKey(source.intensities(), source.probabilities(), security.epsilonSecrecy(), security.epsilonCorrectness())
                .length(counts(counts), disclosed).length();
        return new Figures(raw, sifted, errorRate, Double.NaN, secret, finite);
    }
}
