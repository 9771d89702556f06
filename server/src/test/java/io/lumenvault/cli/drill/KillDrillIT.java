package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Test;

/** The short form of the drill {@code kill}. */
class KillDrillIT {

    private static final int ROUNDS = 4;

    @Test
    void siteKilledUnderLoad_losesNothingAcknowledged_andGivesNothingTwice() throws Exception {
        DrillReport report = new KillDrill(Load.Intensity.LIGHT).run(RunningSites.drill("kill", ROUNDS));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
