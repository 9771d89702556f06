package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Test;

/** The drill {@code canary}, which has no shorter form. */
class CanaryDrillIT {

    @Test
    void keys_areNowhereButSealed() throws Exception {
        DrillReport report = new CanaryDrill().run(RunningSites.drill("canary", 1));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
