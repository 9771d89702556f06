package io.lumenvault.qkd.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.ChiSquare;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.bb84.ThreeIntensities;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.protocol.entangled.E91;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sampled links against slow references, pulse by pulse. Significance 1e-6 each, seeds fixed. */
class SamplingTest {
    private static final double SIGNIFICANCE = 1e-6;
    private static final int PULSES = 4_000_000;
    private static final double[] MU = {0.6, 0.25, 0.02};
    private static final double[] P = {0.3, 0.5, 0.2};

    private static DetectorParameters detector(double efficiency, double dark, double misalignment, double deadNs) {
        return new DetectorParameters(1, efficiency, dark, misalignment, deadNs, 0, 0);
    }

    /** Counts of the slow reference beside what the outcomes expect; the last class is nothing. */
    private static void assertAgrees(Outcomes outcomes, long[] seen, String what) {
        double[] expected = outcomes.expected(PULSES);
        double[] all = Arrays.copyOf(expected, expected.length + 1);
        all[expected.length] = PULSES - Arrays.stream(expected).sum();
        long[] with = Arrays.copyOf(seen, seen.length + 1);
        with[seen.length] = PULSES - Arrays.stream(seen).sum();
        assertTrue(ChiSquare.significance(with, all) > SIGNIFICANCE, what + ": " + Arrays.toString(with) + " where "
                + Arrays.toString(all) + " are expected");
    }

    @Test
    void bb84_eachOutcome_isAsLikelyAsPulseByPulse() {
        Protocol protocol = new ThreeIntensities(new SourceParameters(1e9, List.of(MU[0], MU[1], MU[2]), List.of(P[0], P[1], P[2]), 0.7));
        Outcomes outcomes = protocol.outcomes(new LinkConditions(1e9, 0.5, detector(0.6, 0.01, 0.06, 0), 0));
        SlowReference reference = new SlowReference(21);
        long[] seen = new long[15];
        for (int i = 0; i < PULSES; i++) {
            int outcome = reference.bb84(MU, P, 0.7, 0.3, 0.01, 0.06);
            if (outcome >= 0) {
                seen[outcome]++;
            }
        }
        assertAgrees(outcomes, seen, "BB84");
    }

    @Test
    void bbm92_coincidencesAndErrors_areAsLikelyAsPulseByPulse() {
        double lambda = 0.2;
        Outcomes outcomes = new Bbm92(lambda, 0.5).outcomes(new LinkConditions(1e9, 0.25, detector(0.5, 0.004, 0.03, 0), 0));
        SlowReference reference = new SlowReference(22);
        long[] seen = new long[2];
        for (int i = 0; i < PULSES; i++) {
            int outcome = reference.pair(lambda, 0.25, 0.004, 0.03);
            if (outcome >= 0) {
                seen[outcome]++;
            }
        }
        double[] p = outcomes.probabilities();
        assertAgrees(new Outcomes(new double[] {p[0] * 4, p[1] * 4}, 0), seen, "BBM92");
    }

    @Test
    void mdi_bellStatesAndErrors_areAsLikelyAsPulseByPulse() {
        double[] intensities = {0.5, 0.2, 0};
        Outcomes outcomes = new MdiBb84(new SourceParameters(1e9, List.of(0.5, 0.2, 0.0), List.of(0.4, 0.4, 0.2), 0.5))
                .outcomes(new LinkConditions(1e9, 0.49, detector(0.5, 0.002, 0.02, 0), 0));
        double[] p = outcomes.probabilities();
        SlowReference reference = new SlowReference(23);
        for (int pair = 0; pair < 9; pair++) {
            double sent = 0.25 * new double[] {0.4, 0.4, 0.2}[pair / 3] * new double[] {0.4, 0.4, 0.2}[pair % 3];
            for (boolean z : new boolean[] {true, false}) {
                long[] seen = new long[2];
                for (int i = 0; i < PULSES; i++) {
                    int outcome = reference.mdi(intensities[pair / 3], intensities[pair % 3], 0.35, 0.002, 0.02, z);
                    if (outcome >= 0) {
                        seen[outcome]++;
                    }
                }
                int first = 4 * pair + (z ? 0 : 2);
                assertAgrees(new Outcomes(new double[] {p[first] / sent, p[first + 1] / sent}, 0), seen, (z ? "MDI, Z, pair " : "MDI, X, pair ") + pair);
            }
        }
    }

    @Test
    void countsAndEvents_withDeadTime_agreeWithLiveSlotsOneByOne() {
        Outcomes outcomes = new Outcomes(new double[] {0.03, 0.001, 0.02}, 13);
        long[] slow = new long[3];
        Xoshiro256 random = new Xoshiro256(9);
        for (long slot = 0; slot < PULSES; slot++) {
            double u = random.nextDouble();
            if (u < 0.051) {
                slow[u < 0.03 ? 0 : u < 0.031 ? 1 : 2]++;
                slot += 13;
            }
        }
        long[] events = new long[3];
        Sampling sampling = new Sampling(outcomes, 10);
        while (sampling.next() < PULSES) {
            events[sampling.outcome()]++;
        }
        assertTrue(ChiSquare.ofTwo(slow, events) > SIGNIFICANCE, Arrays.toString(slow) + Arrays.toString(events));
        long[] counts = new Sampling(outcomes, 11).counts(PULSES);
        assertTrue(ChiSquare.ofTwo(slow, counts) > SIGNIFICANCE, Arrays.toString(slow) + Arrays.toString(counts));
        assertEquals(Arrays.stream(outcomes.expected(PULSES)).sum(), Arrays.stream(counts).sum(), 5 * Math.sqrt(PULSES * 0.051));
    }

    /** Dead time makes counts more regular: a renewal process has variance N p (1 - p)/(1 + p D)^3. */
    @Test
    void counts_withDeadTime_haveTheVarianceOfARenewalProcess() {
        double p = 0.05;
        int dead = 20;
        long slots = 100_000;
        int blocks = 20_000;
        Sampling sampling = new Sampling(new Outcomes(new double[] {p}, dead), 12);
        double mean = slots * p / (1 + p * dead);
        double squares = 0;
        for (int i = 0; i < blocks; i++) {
            double off = sampling.counts(slots)[0] - mean;
            squares += off * off;
        }
        double variance = slots * p * (1 - p) / Math.pow(1 + p * dead, 3);
        assertEquals(1, squares / blocks / variance, 5 * Math.sqrt(2.0 / blocks) + 1e-2);
    }

    /** Kolmogorov and Smirnov: sqrt(n) times the greatest distance is above 2.7 once in 10^6 samples. */
    @Test
    void gapsBetweenEvents_areGeometric() {
        double p = 0.0007;
        Sampling sampling = new Sampling(new Outcomes(new double[] {p}, 5), 13);
        int n = 200_000;
        long[] gaps = new long[n];
        long previous = sampling.next();
        for (int i = 0; i < n; i++) {
            long slot = sampling.next();
            gaps[i] = slot - previous - 6;
            previous = slot;
        }
        Arrays.sort(gaps);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            if (i + 1 == n || gaps[i + 1] != gaps[i]) {
                distance = Math.max(distance, Math.abs((i + 1.0) / n + Math.expm1((gaps[i] + 1) * Math.log1p(-p))));
            }
        }
        assertTrue(Math.sqrt(n) * distance < 2.7, "distance " + distance);
    }

    @Test
    void counts_ofALongBlock_giveTheFiguresOfTheory() {
        LinkConditions link = new LinkConditions(2.5e9, 0.1, detector(0.1, 6e-7, 0.005, 20), 0);
        Security security = new Security(1.05, 1e-9, 1e-15);
        for (Protocol protocol : Protocols.all()) {
            long slots = 1_000_000_000_000L;
            Outcomes outcomes = protocol.outcomes(link);
            Figures theory = protocol.figures(link, slots, outcomes.expected(slots), security);
            double[] counts = Arrays.stream(new Sampling(outcomes, 14).counts(slots)).asDoubleStream().toArray();
            Figures sampled = protocol.figures(link, slots, counts, security);
            assertEquals(theory.sifted(), sampled.sifted(), 5 * Math.sqrt(theory.raw()), protocol.name());
            assertEquals(theory.errorRate(), sampled.errorRate(), 5 * Math.sqrt(theory.errorRate() / theory.sifted()), protocol.name());
            assertTrue(theory.secret() > 0, protocol.name());
            assertEquals(1, sampled.secret() / theory.secret(), 0.02, protocol.name());
        }
    }

    @Test
    void chsh_ofSampledPairs_isThatOfTheirErrorRate() {
        E91 protocol = new E91(0.01, 0.5);
        LinkConditions link = new LinkConditions(1e9, 0.2, detector(0.2, 1e-6, 0.02, 0), 0);
        Outcomes outcomes = protocol.outcomes(link);
        double[] counts = Arrays.stream(new Sampling(outcomes, 15).counts(10_000_000_000L)).asDoubleStream().toArray();
        double chsh = protocol.figures(link, 1e10, counts, new Security(1.1, 1e-9, 1e-15)).chsh();
        double errorRate = counts[1] / (counts[0] + counts[1]);
        // sigma_S^2 is the sum of (1 - E^2)/N over the four pairs of directions.
        double sigma = Math.sqrt(4 * 0.5 / (counts[2] + counts[3]));
        assertEquals(2 * Math.sqrt(2) * (1 - 2 * errorRate), chsh, 5 * (sigma + 6 * Math.sqrt(errorRate / counts[0])));
        assertTrue(chsh > 2.5 && chsh < 2 * Math.sqrt(2));
    }

    @Test
    void sameSeed_sameDraws() {
        Outcomes outcomes = new Outcomes(new double[] {0.1, 0.2}, 3);
        assertArrayEquals(new Sampling(outcomes, 1).counts(12_345), new Sampling(outcomes, 1).counts(12_345));
    }

    @Test
    void noProbability_noEvent() {
        Sampling sampling = new Sampling(new Outcomes(new double[] {0, 0}, 3), 1);
        assertTrue(sampling.next() > 1L << 60);
        assertArrayEquals(new long[2], sampling.counts(1_000_000));
    }
}
