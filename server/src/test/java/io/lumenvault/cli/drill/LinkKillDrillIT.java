package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Test;

/** The short form of the drill {@code link-kill}. */
class LinkKillDrillIT {

    private static final int ROUNDS = 4;

    @Test
    void moduleOrKeyManagerKilledAtAnyMoment_losesBlocksInFlightAlone_andGivesNoUnequalKeys() throws Exception {
        DrillReport report = new LinkKillDrill().run(RunningSites.drill("link-kill", ROUNDS));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
