package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.EntangledPairs;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Security;
import java.util.Arrays;
import java.util.List;

/**
 * Ekert 1991: both ends measure along three directions ({@link E91Bases}), the shared direction of the key most often, the other
 * two equally often. Outcomes: key right, key wrong; for each class of compared bits equal and unequal ones; the rest of the
 * coincidences.
 */
public final class E91 implements PairProtocol {
    private static final int FIRST = 2;
    private static final int REST = FIRST + 2 * E91Bases.CLASSES;

    private final PairSource source;
    private final double keyDirection;
    private final Analyser alice;
    private final Analyser bob;

    /**
     * @param lambda half the mean number of pairs a pulse
     * @param keyDirection probability that either end measures along the direction of the key
     */
    public E91(double lambda, double keyDirection) {
        Range.check("probability of the key's direction", keyDirection, 0.01, 0.99);
        this.source = new PairSource(lambda);
        this.keyDirection = keyDirection;
        this.alice = new Analyser(List.of(setting(0, 0), setting(1, 1 << 2), setting(2, 2 << 2)));
        // Bit 1 of a click is the bit: a number of two bits stands around it.
        this.bob = new Analyser(List.of(setting(E91Bases.BOB_FROM, 0), setting(E91Bases.BOB_FROM + 1, 1), setting(E91Bases.BOB_FROM + 2, 1 << 2)));
    }

    private Analyser.Setting setting(int direction, int code) {
        return new Analyser.Setting(direction, direction == E91Bases.KEY ? keyDirection : other(), code);
    }

    private double other() {
        return (1 - keyDirection) / (E91Bases.DIRECTIONS - 1);
    }

    public static E91 usual() {
        return new E91(0.05, 0.7);
    }

    @Override
    public String name() {
        return "e91";
    }

    @Override
    public String title() {
        return "E91, entangled pairs with CHSH";
    }

    @Override
    public PairSource source() {
        return source;
    }

    @Override
    public double keyBasis() {
        return keyDirection;
    }

    @Override
    public Analyser alice() {
        return alice;
    }

    @Override
    public Analyser bob() {
        return bob;
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        EntangledPairs pairs = coincidences(link);
        double visibility = 1 - 2 * pairs.errorRate();
        double[] p = new double[REST + 1];
        pair(p, 0, pairs.gain() * keyDirection * keyDirection, visibility);
        for (int c = 0; c < E91Bases.CLASSES; c++) {
            // Alice's direction 2 is that of the key, which she chooses more often.
            double alices = c == 2 || c == 3 ? keyDirection : other();
            pair(p, FIRST + 2 * c, pairs.gain() * alices * other(), visibility * Math.cos(E91Bases.angle(c) * Math.PI / 4));
        }
        p[REST] = Math.max(0, pairs.gain() - Arrays.stream(p).sum());
        return new Outcomes(p, 0);
    }

    private static void pair(double[] p, int at, double probability, double correlation) {
        p[at] = probability * (1 + correlation) / 2;
        p[at + 1] = probability * (1 - correlation) / 2;
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = counts[0] + counts[1];
        double raw = Arrays.stream(counts).sum();
        double[] compared = new double[E91Bases.CLASSES];
        double[] unequal = new double[E91Bases.CLASSES];
        for (int c = 0; c < E91Bases.CLASSES; c++) {
            unequal[c] = counts[FIRST + 2 * c + 1];
            compared[c] = counts[FIRST + 2 * c] + unequal[c];
        }
        double chsh = Chsh.of(compared, unequal).value();
        E91Bases.PhaseTest test = E91Bases.phaseTest(compared, unequal);
        if (sifted == 0 || test.bits() == 0) {
            return new Figures(raw, sifted, sifted == 0 ? Double.NaN : counts[1] / sifted, chsh, 0, 0);
        }
        double errorRate = counts[1] / sifted;
        double disclosed = security.disclosed(sifted, errorRate);
        double secret = sifted * (1 - BinaryEntropy.phaseError(Math.max(0, E91FiniteKey.phaseErrorRate(test)))) - disclosed;
        double finite = new E91FiniteKey(security.epsilonSecrecy(), security.epsilonCorrectness()).secretBits((long) sifted, (long) sifted, test, disclosed);
        return new Figures(raw, sifted, errorRate, chsh, secret, finite);
    }
}
