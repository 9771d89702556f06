package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Test;

/** The short form of the drill {@code race}. */
class RaceDrillIT {

    private static final int ROUNDS = 200;

    @Test
    void manyAskForOneKey_exactlyOneGetsIt() throws Exception {
        DrillReport report = new RaceDrill().run(RunningSites.drill("race", ROUNDS));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
