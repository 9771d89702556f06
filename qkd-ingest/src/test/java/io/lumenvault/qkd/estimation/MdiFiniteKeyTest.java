package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.Shared;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.MeasurementDeviceIndependent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts are those that the model expects. */
class MdiFiniteKeyTest {
    private static final double EPSILON = 1e-9;
    private static final double CORRECTNESS = 1e-15;
    private static final double EFFICIENCY = 1.16;

    /** Senders, relay and fibre. */
    private record Link(List<Double> intensities, List<Double> probabilities, double keyBasis, double arm, double dark, double misalignment) {
        MeasurementDeviceIndependent model(int alice, int bob) {
            return MeasurementDeviceIndependent.of(intensities.get(alice), intensities.get(bob), arm, arm, dark, misalignment, EFFICIENCY);
        }

        MdiCounts counts(double slots) {
            double[] key = new double[MdiCounts.PAIRS];
            double[] test = new double[MdiCounts.PAIRS];
            double[] errors = new double[MdiCounts.PAIRS];
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    double sent = slots * probabilities.get(a) * probabilities.get(b);
                    MeasurementDeviceIndependent model = model(a, b);
                    key[3 * a + b] = sent * keyBasis * keyBasis * model.gainZ();
                    test[3 * a + b] = sent * (1 - keyBasis) * (1 - keyBasis) * model.gainX();
                    errors[3 * a + b] = test[3 * a + b] * model.errorX();
                }
            }
            return new MdiCounts(key, test, errors, 0);
        }

        double disclosed(MdiCounts counts) {
            return EFFICIENCY * counts.key()[0] * BinaryEntropy.h(model(0, 0).errorZ());
        }

        MdiFiniteKey bound() {
            return new MdiFiniteKey(intensities, probabilities, EPSILON, CORRECTNESS);
        }

        double length(double slots) {
            MdiCounts counts = counts(slots);
            return bound().length(counts, disclosed(counts)).length();
        }
    }

    private static Link reference(double km) {
        return new Link(List.of(0.5, 0.02, 0.0), List.of(0.5, 0.3, 0.2), 0.5, 0.145 * Math.pow(10, -0.02 * km / 2), 3e-6, 0.015);
    }

    private static Link usual(double km) {
        return new Link(List.of(0.3, 0.08, 0.0), List.of(0.45, 0.38, 0.17), 0.5, 0.1 * Math.pow(10, -0.02 * km / 2), 6e-7, 0.005);
    }

    @Test
    void length_asCountsGrow_comesNearTheAsymptoticRateOfTheReference_fromBelow() throws Exception {
        for (JsonNode row : Shared.distillation("keyrate_reference.json").get("mdi").get("rows")) {
            Link link = reference(row.get("L").asDouble());
            double sifting = 0.5 * 0.5 * 0.5 * 0.5;
            double before = 0;
            for (double slots = 1e10; slots < 1e23; slots *= 10) {
                double rate = link.length(slots) / slots / sifting;
                assertTrue(rate >= before, row.get("L") + " km, " + slots + " slots: " + rate + " after " + before);
                assertTrue(rate <= row.get("R").asDouble(), row.get("L") + " km, " + slots + " slots: " + rate);
                before = rate;
            }
            // Three intensities know a little less than the infinitely many of the reference; most where darkness makes the errors.
            assertTrue(before > (row.get("L").asInt() < 200 ? 0.75 : 0.5) * row.get("R").asDouble(), row.get("L") + " km: " + before + " of " + row.get("R"));
        }
    }

    @Test
    void bounds_areOnTheSafeSideOfWhatTheModelKnows() {
        Link link = usual(50);
        MeasurementDeviceIndependent model = link.model(0, 0);
        for (double slots : new double[] {1e11, 1e12, 1e14}) {
            MdiFiniteKey.Result result = link.bound().length(link.counts(slots), 0);
            double ofKey = slots * Math.pow(0.5 * 0.45 * 0.3 * Math.exp(-0.3), 2) * model.yield11();
            double mean = 0.45 * 0.3 * Math.exp(-0.3) + 0.38 * 0.08 * Math.exp(-0.08);
            double ofTest = slots * 0.25 * mean * mean * model.yield11();
            assertTrue(result.keySingle() < ofKey, result + " of " + ofKey);
            assertTrue(result.testSingle() < ofTest, result + " of " + ofTest);
            assertTrue(result.testSingleErrors() > ofTest * model.error11(), result + " of " + ofTest * model.error11());
            assertTrue(result.phaseError() > model.error11(), result.toString());
        }
    }

    /** Whole numbers, checked against a solver of another make (HiGHS on the primal programs): 50 km and 2^20 key bits. */
    @Test
    void length_ofFixedCounts_isThatOfAnotherSolver() {
        MdiCounts counts = new MdiCounts(new double[] {1048576, 237524, 101, 237524, 53804, 23, 101, 23, 0}, new double[] {2101609, 714692, 199478, 714692, 107574, 12058, 199478, 12058, 0}, new double[] {529553, 239559, 99739, 239559, 27171, 6029, 99739, 6029, 0}, 0);
        MdiFiniteKey.Result result = usual(50).bound().length(counts, 50_000);
        assertEquals(514497.1, result.keySingle(), 1e-5 * 514497.1);
        assertEquals(684976.7, result.testSingle(), 1e-5 * 684976.7);
        assertEquals(120183.1, result.testSingleErrors(), 1e-5 * 120183.1);
        assertEquals(107600, result.length(), 1e-4 * 107600);
    }

    @Test
    void disclosedBits_areTakenOffOneByOne() {
        MdiCounts counts = usual(10).counts(2e11);
        MdiFiniteKey bound = usual(10).bound();
        assertEquals(bound.length(counts, 1000).length() - 4321, bound.length(counts, 5321).length());
    }

    @Test
    void bitsLeftOut_costAtLeastThemselves() {
        MdiCounts all = usual(10).counts(2e11);
        MdiCounts less = new MdiCounts(all.key(), all.test(), all.testErrors(), 1 << 17);
        MdiFiniteKey bound = usual(10).bound();
        double before = bound.length(all, 0).exactLength();
        double after = bound.length(less, 0).exactLength();
        assertTrue(after < before && bound.length(less, 0).phaseError() > bound.length(all, 0).phaseError());
        assertTrue(bound.length(less, 0).keySingle() <= bound.length(all, 0).keySingle() - (1 << 17));
    }

    @Test
    void moreErrors_lessKey_untilThereIsNone() {
        MdiCounts counts = usual(10).counts(2e11);
        MdiFiniteKey bound = usual(10).bound();
        long before = bound.length(counts, 0).length();
        assertTrue(before > 0);
        for (double more : new double[] {0.05, 0.1, 0.2, 0.5}) {
            double[] errors = new double[MdiCounts.PAIRS];
            for (int pair = 0; pair < errors.length; pair++) {
                // What turns so many of the outcomes over at random.
                errors[pair] = counts.testErrors()[pair] * (1 - 2 * more) + counts.test()[pair] * more;
            }
            long length = bound.length(new MdiCounts(counts.key(), counts.test(), errors, 0), 0).length();
            assertTrue(length < before, more + ": " + length + " after " + before);
            before = length;
        }
        assertEquals(0, before);
    }

    @Test
    void relayThatAnnouncesWithoutLooking_leavesNoKey() {
        double[] sent = new double[MdiCounts.PAIRS];
        double[] half = new double[MdiCounts.PAIRS];
        for (int pair = 0; pair < sent.length; pair++) {
            sent[pair] = 1e8 * usual(0).probabilities().get(pair / 3) * usual(0).probabilities().get(pair % 3);
            half[pair] = sent[pair] / 2;
        }
        assertEquals(0, usual(0).bound().length(new MdiCounts(sent, sent, half, 0), 0).length());
    }

    @Test
    void relayThatPassesOnlySeveralPhotons_leavesNoKey() {
        MdiCounts honest = usual(0).counts(1e12);
        double[] key = honest.key().clone();
        for (int pair = 0; pair < key.length; pair++) {
            // Weak pulses hold several photons much less often than signals do.
            key[pair] *= Math.pow(0.08 / 0.3, (pair / 3 == 1 ? 2 : 0) + (pair % 3 == 1 ? 2 : 0));
        }
        assertEquals(0, usual(0).bound().length(new MdiCounts(key, honest.test(), honest.testErrors(), 0), 0).length());
    }

    @Test
    void countsThatNoLightCouldGive_orNone_leaveNoKey() {
        double[] none = new double[MdiCounts.PAIRS];
        double[] vacuum = none.clone();
        vacuum[0] = 10;
        vacuum[8] = 1e9;
        MdiCounts good = usual(10).counts(2e11);
        for (double[] bad : List.of(none, vacuum)) {
            assertEquals(0, usual(10).bound().length(new MdiCounts(bad, good.test(), good.testErrors(), 0), 0).length());
            assertEquals(0, usual(10).bound().length(new MdiCounts(good.key(), bad, none, 0), 0).length());
        }
    }

    @Test
    void impossibleCounts_areRefused() {
        double[] one = new double[MdiCounts.PAIRS];
        Arrays.fill(one, 1);
        double[] two = Arrays.stream(one).map(x -> 2 * x).toArray();
        assertThrows(IllegalArgumentException.class, () -> new MdiCounts(one, one, two, 0));
        assertThrows(IllegalArgumentException.class, () -> new MdiCounts(one, one, one, 2));
        assertThrows(IllegalArgumentException.class, () -> new MdiCounts(new double[4], one, one, 0));
        assertThrows(IllegalArgumentException.class, () -> new MdiFiniteKey(List.of(0.3, 0.1, 0.0), List.of(0.4, 0.4, 0.2), 0, 1e-15));
        assertThrows(IllegalArgumentException.class, () -> new MdiFiniteKey(List.of(0.3), List.of(1.0), 1e-9, 1e-15).length(new MdiCounts(one, one, one, 0), 0));
    }
}
