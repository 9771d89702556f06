package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Test;

/** The drill {@code authorization}: one round is the whole matrix. */
class AuthorizationDrillIT {

    @Test
    void everyCellOfTheMatrix_isAsDeclared() throws Exception {
        DrillReport report = new AuthorizationDrill().run(RunningSites.drill("authorization", 1));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }
}
