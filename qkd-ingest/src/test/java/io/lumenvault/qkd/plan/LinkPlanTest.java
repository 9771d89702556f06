package io.lumenvault.qkd.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.Shared;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FibreLine;
import io.lumenvault.qkd.link.RamanNoise;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Protocols;
import io.lumenvault.qkd.protocol.Security;
import io.lumenvault.qkd.protocol.bb84.VacuumAndWeak;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkPlanTest {
    private static final Security SECURITY = new Security(1.22, 1e-9, 1e-15);

    private static LinkPlan plan(double attenuation, DetectorParameters detector, Security security, RamanNoise... neighbours) {
        return new LinkPlan(1e9, new FibreLine(attenuation, 1000, 0, 0, 0), List.of(neighbours), detector, security, 1e7);
    }

    /** Gobby, Yuan and Shields by the plan: exact gains instead of the paper's approximation, so within 1 %. */
    @Test
    void vacuumAndWeak_gobbyYuanShields_isTheReferenceTable() throws IOException {
        DetectorParameters detector = new DetectorParameters(0.045, 1, 1.7e-6 / 2, 0.033, 0, 0, 0);
        // Nearly every pulse is a signal in the key basis, so the rate a pulse times q is that of the table with q = 1/2.
        double often = 0.98;
        Protocol protocol = new VacuumAndWeak(0.48, 0.05, List.of(0.98, 0.01, 0.01), often);
        double share = often * often * 0.98 / 0.5;
        for (JsonNode row : Shared.distillation("keyrate_reference.json").get("gys").get("rows")) {
            if (row.get("R_vw").asDouble() <= 1e-6) {
                continue;
            }
            LinkPlan.Point point = plan(0.21, detector, SECURITY).at(protocol, row.get("L").asDouble());
            assertEquals(row.get("R_vw").asDouble() * share * 1e9, point.secret(), 0.01 * point.secret(), row.get("L").asText());
            assertEquals(row.get("Emu").asDouble(), point.errorRate(), 0.01 * point.errorRate());
        }
    }

    @Test
    void mdiAndBbm92_referenceRates_agree() {
        DetectorParameters relay = new DetectorParameters(1, 0.145, 3e-6, 0.015, 0, 0, 0);
        // Nearly all pulses are signals in the key basis, so that the key is nearly that of all pulses.
        MdiBb84 mdi = new MdiBb84(new SourceParameters(1e9, List.of(0.5, 0.02, 0.0), List.of(0.98, 0.01, 0.01), 0.99));
        LinkPlan plan = plan(0.2, relay, new Security(1.16, 1e-9, 1e-15));
        double sifting = Math.pow(0.99 * 0.98, 2) * 1e9;
        double[][] published = {{0, 5.478243e-4}, {50, 5.168407e-5}, {100, 4.861043e-6}, {150, 4.133788e-7}, {200, 2.069071e-8}};
        for (double[] row : published) {
            // The reference knows single photons exactly; three intensities know a little less, and never more.
            double share = plan.at(mdi, row[0]).secret() / (row[1] * sifting);
            assertTrue(share <= 1 + 1e-5 && share > 0.65, row[0] + " km: " + share);
        }
        DetectorParameters ends = new DetectorParameters(1, 0.145, 1 - Math.sqrt(1 - 6.02e-6), 0.015, 0, 0, 0);
        Bbm92 pairs = new Bbm92(0.05, 0.5);
        LinkPlan entangled = plan(0.2, ends, SECURITY);
        // q is 1/2 in the reference; here the key is that of one basis of two, a quarter.
        assertEquals(4.035746e-4 / 2 * 1e9, entangled.at(pairs, 0).secret(), 2e-3 * 4.035746e5 / 2);
        assertEquals(3.618815e-6 / 2 * 1e9, entangled.at(pairs, 100).secret(), 1e-4 * 3.618815e3);
        assertEquals(0.056934, entangled.at(pairs, 100).errorRate(), 1e-6);
    }

    private static final DetectorParameters USUAL = new DetectorParameters(1, 0.1, 6e-7, 0.005, 20, 0.01, 50);

    @Test
    void everyProtocol_overDistance_losesRateUntilNoKeyIsLeft() {
        for (Protocol protocol : Protocols.all()) {
            List<LinkPlan.Point> points = plan(0.2, USUAL, SECURITY).over(protocol, 0, 400, 10);
            assertEquals(41, points.size());
            assertTrue(points.getFirst().secret() > 1e3, protocol.name() + " " + points.getFirst());
            assertEquals(0, points.getLast().secret(), protocol.name());
            for (int i = 1; i < points.size(); i++) {
                assertTrue(points.get(i).sifted() < points.get(i - 1).sifted(), protocol.name());
                assertTrue(points.get(i).secret() <= points.get(i).sifted());
                assertTrue(Double.isNaN(points.get(i).finiteSecret()) || points.get(i).finiteSecret() <= points.get(i).secret() + 1,
                        protocol.name() + " " + points.get(i));
            }
        }
    }

    @Test
    void brightNeighbour_costsRateAndRaisesTheErrorRate() {
        Protocol protocol = Protocols.named("bb84");
        RamanNoise neighbour = new RamanNoise(0, false, RamanNoise.C_BAND_COEFFICIENT, 0.2, 0.4, 1550);
        LinkPlan.Point dark = plan(0.2, USUAL, SECURITY).at(protocol, 50);
        LinkPlan.Point lit = plan(0.2, USUAL, SECURITY, neighbour).at(protocol, 50);
        assertTrue(lit.errorRate() > 2 * dark.errorRate(), dark + " " + lit);
        assertTrue(lit.secret() < dark.secret());
    }

    @Test
    void neighbourOfALinkWithItsSourceOrRelayInTheMiddle_scattersInOneArm() {
        RamanNoise neighbour = new RamanNoise(0, false, RamanNoise.C_BAND_COEFFICIENT, 0.2, 0.4, 1550);
        LinkPlan plan = plan(0.2, USUAL, SECURITY, neighbour);
        for (String name : new String[] {"bbm92", "e91", "mdi"}) {
            assertEquals(plan.conditions(Protocols.named("bb84"), 25).noise(), plan.conditions(Protocols.named(name), 50).noise(), name);
        }
    }

    @Test
    void lengths_outOfOrder_areRefused() {
        LinkPlan plan = plan(0.2, USUAL, SECURITY);
        Protocol protocol = Protocols.named("bb84");
        assertThrows(IllegalArgumentException.class, () -> plan.over(protocol, 10, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> plan.over(protocol, 0, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> Protocols.named("bb85"));
    }

    @Test
    void picture_namesWhatItShows() {
        Protocol protocol = Protocols.named("bb84");
        LinkPlan plan = plan(0.2, USUAL, SECURITY);
        String one = PlanPlot.of("One", Map.of(protocol, plan.over(protocol, 0, 100, 10))).svg();
        assertTrue(one.contains("secret key, finite blocks") && one.contains("distance (km)") && one.contains("rate (bit/s)"));
        Protocol other = Protocols.named("mdi");
        String two = PlanPlot.of("Two", Map.of(protocol, plan.over(protocol, 0, 100, 10), other, plan.over(other, 0, 100, 10))).svg();
        assertTrue(two.contains(protocol.title()) && two.contains(other.title()));
    }
}
