package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Test;

/** The short form of the drill {@code audit-tampering}: each way once. */
class AuditTamperingDrillIT {

    private static final int ROUNDS = Tampering.ALL.size() + 2;

    @Test
    void everyChangeOfTheLogIsFound_andNoCleanLogIsAccused() throws Exception {
        DrillReport report = new AuditTamperingDrill().run(RunningSites.drill("audit-tampering", ROUNDS));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
