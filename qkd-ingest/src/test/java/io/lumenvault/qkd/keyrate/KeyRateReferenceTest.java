package io.lumenvault.qkd.keyrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.Shared;
import io.lumenvault.qkd.estimation.Chsh;
import java.io.IOException;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Every number of keyrate_reference.json that the formulas give; the Lim cases are in the estimation package. */
class KeyRateReferenceTest {
    private static final double RELATIVE = 1e-9;

    private static JsonNode reference() throws IOException {
        return Shared.distillation("keyrate_reference.json");
    }

    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, Math.abs(expected) * RELATIVE + 1e-14, what);
    }

    @Test
    void binaryEntropy_referencePoints_agree() throws IOException {
        for (Map.Entry<String, JsonNode> point : reference().get("binary_entropy").properties()) {
            assertClose(point.getValue().asDouble(), BinaryEntropy.h(Double.parseDouble(point.getKey())), point.getKey());
        }
        assertEquals(0, BinaryEntropy.h(0));
        assertEquals(0, BinaryEntropy.h(1));
        assertEquals(1, BinaryEntropy.phaseError(0.7));
    }

    private static FibreLink gys(double km) {
        return FibreLink.at(km, 0.21, 0.045, 1.7e-6, 0.033);
    }

    @Test
    void gobbyYuanShields_table_agrees() throws IOException {
        for (JsonNode row : reference().get("gys").get("rows")) {
            double km = row.get("L").asDouble();
            FibreLink link = gys(km);
            DecoyBounds weak = DecoyBounds.vacuumAndWeak(link, 0.48, 0.05);
            DecoyBounds infinite = DecoyBounds.infinite(link);
            assertClose(row.get("eta").asDouble(), link.eta(), "eta at " + km);
            assertClose(row.get("Qmu").asDouble(), link.gain(0.48), "Q at " + km);
            assertClose(row.get("Emu").asDouble(), link.errorRate(0.48), "E at " + km);
            assertClose(row.get("Y1_vw").asDouble(), weak.yield(), "Y1 at " + km);
            assertClose(row.get("e1_vw").asDouble(), weak.errorRate(), "e1 at " + km);
            assertClose(row.get("R_vw").asDouble(), GllpRate.withDecoys(link, 0.48, weak, 1.22, 0.5), "R at " + km);
            assertClose(row.get("Y1_inf").asDouble(), infinite.yield(), "Y1 infinite at " + km);
            assertClose(row.get("e1_inf").asDouble(), infinite.errorRate(), "e1 infinite at " + km);
            assertClose(row.get("R_inf").asDouble(), GllpRate.withDecoys(link, 0.48, infinite, 1.22, 0.5), "R infinite at " + km);
        }
    }

    private static double reach(DoubleUnaryOperator rate) {
        double low = 0;
        double high = 400;
        while (high - low > 1e-6) {
            double middle = (low + high) / 2;
            if (rate.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Test
    void gobbyYuanShields_reach_asPublished() throws IOException {
        JsonNode reach = reference().get("gys").get("max_km");
        double infinite = reach(km -> GllpRate.withDecoys(gys(km), 0.48, DecoyBounds.infinite(gys(km)), 1.22, 0.5));
        double weak = reach(km -> GllpRate.withDecoys(gys(km), 0.48, DecoyBounds.vacuumAndWeak(gys(km), 0.48, 0.05), 1.22, 0.5));
        assertEquals(reach.get("infinite_decoy_mu048").asDouble(), infinite, 1e-3);
        assertEquals(reach.get("vacuum_weak_nu005").asDouble(), weak, 1e-3);
        assertEquals(reach.get("paper_infinite").asDouble(), infinite, 0.5);
        assertEquals(reach.get("paper_vacuum_weak").asDouble(), weak, 0.5);
        double none = reach(km -> {
            double best = Double.NEGATIVE_INFINITY;
            for (double mu = 1e-4; mu < 0.3; mu *= 1.02) {
                best = Math.max(best, GllpRate.withoutDecoys(gys(km), mu, 1.22, 0.5));
            }
            return best;
        });
        assertEquals(reach.get("gllp_nodecoy_mu_optimised").asDouble(), none, 0.1);
    }

    @Test
    void bestIntensity_gobbyYuanShields_asPublished() {
        assertEquals(0.47892, GllpRate.bestIntensity(0.033, 1.22), 1e-4);
        assertEquals(0.54412, GllpRate.bestIntensity(0.033, 1.0), 1e-4);
    }

    @Test
    void twoDecoys_secondOneVacuum_equalVacuumAndWeak() {
        FibreLink link = gys(60);
        DecoyBounds two = DecoyBounds.twoDecoys(link, 0.48, 0.05, 0);
        DecoyBounds weak = DecoyBounds.vacuumAndWeak(link, 0.48, 0.05);
        assertClose(weak.yield(), two.yield(), "Y1");
        assertEquals(weak.errorRate(), two.errorRate(), 1e-12);
    }

    @Test
    void measurementDeviceIndependent_table_agrees() throws IOException {
        JsonNode mdi = reference().get("mdi");
        for (JsonNode row : mdi.get("rows")) {
            double eta = 0.145 * Math.pow(10, -0.2 * row.get("L").asDouble() / 2 / 10);
            MeasurementDeviceIndependent got = MeasurementDeviceIndependent.of(0.5, 0.5, eta, eta, 3e-6, 0.015, 1.16);
            // The reference loses digits in Q_X and what follows at great distance, hence the wider band.
            double[][] pairs = {{row.get("QZ").asDouble(), got.gainZ()}, {row.get("EZ").asDouble(), got.errorZ()},
                {row.get("QX").asDouble(), got.gainX()}, {row.get("EX").asDouble(), got.errorX()},
                {row.get("Y11").asDouble(), got.yield11()}, {row.get("e11X").asDouble(), got.error11()},
                {row.get("R").asDouble(), got.rate()}};
            for (double[] pair : pairs) {
                assertEquals(pair[0], pair[1], Math.abs(pair[0]) * 1e-7, "at " + row.get("L") + " km");
            }
        }
    }

    @Test
    void entangledPairs_table_agrees() throws IOException {
        for (JsonNode row : reference().get("bbm92").get("rows")) {
            double eta = 0.145 * Math.pow(10, -row.get("lossdB").asDouble() / 20);
            EntangledPairs got = EntangledPairs.of(row.get("lam").asDouble(), eta, eta, 6.02e-6, 0.015);
            assertEquals(row.get("Q").asDouble(), got.gain(), row.get("Q").asDouble() * 1e-7);
            assertEquals(row.get("E").asDouble(), got.errorRate(), 1e-7);
            assertEquals(row.get("R").asDouble(), got.rate(1.22, 0.5), row.get("R").asDouble() * 1e-6);
        }
    }

    @Test
    void chsh_ofWernerStates_isThatOfTheTable() throws IOException {
        for (JsonNode row : reference().get("e91_chsh")) {
            double q = row.get("Q").asDouble();
            long pairs = 1_000_000_000_000L;
            long unequal = Math.round(pairs * (1 - (1 - 2 * q) / Math.sqrt(2)) / 2);
            Chsh seen = Chsh.of(new long[] {pairs, pairs, pairs, pairs}, new long[] {unequal, pairs - unequal, unequal, unequal});
            assertEquals(row.get("S").asDouble(), seen.value(), 1e-9);
        }
    }

    private static double reach01(DoubleUnaryOperator rate) {
        return reach(km -> rate.applyAsDouble(km / 400 * 0.2)) / 400 * 0.2;
    }

    @Test
    void singlePhotons_oneWay_endAtElevenPercent() {
        assertEquals(0.110028, reach01(q -> GllpRate.singlePhotons(q, q, 1)), 1e-6);
    }

    @Test
    void tomamichel_table_agrees() throws IOException {
        for (JsonNode row : reference().get("tomamichel2012")) {
            long n = row.get("n").asLong();
            long k = row.get("k").asLong();
            double q = row.get("Qtol").asDouble();
            assertClose(row.get("mu").asDouble(), SinglePhotonFiniteKey.deviation(n, k, 1e-10), "mu");
            assertEquals(row.get("l").asDouble(),
                    SinglePhotonFiniteKey.length(n, k, q, 1.1 * n * BinaryEntropy.h(q), 1e-10, 1e-15), 1e-3);
        }
    }

    @Test
    void entropy_outOfRange_isRefused() {
        IllegalArgumentException e = org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class,
                () -> BinaryEntropy.h(1.5));
        assertTrue(e.getMessage().contains("1.5"));
    }

    /** Two vacuum pulses and two dark counts: 4 of the pairs of detectors are a Bell state, by p_d^2 each, and half of them wrong. */
    @Test
    void relayThatMeetsNothing_announcesWhatQuietDetectorsMakeUp() {
        for (double dark : new double[] {1e-9, 5e-9, 1e-6}) {
            MeasurementDeviceIndependent nothing = MeasurementDeviceIndependent.of(0, 0, 0.1, 0.1, dark, 0.015, 1);
            assertEquals(4 * dark * dark, nothing.gainX(), 1e-5 * 4 * dark * dark);
            assertEquals(0.5, nothing.errorX(), 1e-9);
        }
        MeasurementDeviceIndependent silent = MeasurementDeviceIndependent.of(0, 0, 0.1, 0.1, 0, 0.015, 1);
        assertEquals(0, silent.gainX());
        assertEquals(0.5, silent.errorX());
        assertEquals(0.5, silent.errorZ());
    }
}
