package io.lumenvault.qkd.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FreeSpaceLoss;
import io.lumenvault.qkd.link.SatellitePass;
import io.lumenvault.qkd.protocol.Protocols;
import io.lumenvault.qkd.protocol.Security;
import org.junit.jupiter.api.Test;

class PassPlanTest {
    private static PassPlan plan(double highest) {
        return new PassPlan(1e8, new SatellitePass(500, highest), new FreeSpaceLoss(10, 1, 1, 3, 3), 20,
                new DetectorParameters(1, 0.5, 1e-7, 0.01, 50, 0, 0), 1e-7, new Security(1.1, 1e-9, 1e-15));
    }

    @Test
    void pass_isBestAtItsHighestPointAndWorthTheSumOfItsSeconds() {
        PassPlan.Whole whole = plan(70).over(Protocols.named("bb84"));
        int middle = whole.points().size() / 2;
        assertEquals(0, whole.points().get(middle).time());
        double best = whole.points().stream().mapToDouble(point -> point.figures().sifted()).max().orElseThrow();
        assertEquals(best, whole.points().get(middle).figures().sifted());
        double sum = whole.points().stream().mapToDouble(point -> point.figures().sifted()).sum();
        assertEquals(sum, whole.total().sifted(), 1e-6 * sum);
        assertTrue(whole.total().finiteSecret() > 0 && whole.total().finiteSecret() < whole.total().secret(), whole.total().toString());
    }

    @Test
    void lowPass_isShorterAndWorthLess() {
        PassPlan.Whole high = plan(90).over(Protocols.named("bb84"));
        PassPlan.Whole low = plan(35).over(Protocols.named("bb84"));
        assertTrue(low.points().size() < high.points().size());
        assertTrue(low.total().secret() < high.total().secret());
    }
}
