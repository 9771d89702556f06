package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.faults.RunningSites;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of the drill {@code clock}. */
@Tag("timed")
class ClockDrillIT {

    private static final int ROUNDS = 10;

    @Test
    void clockJumpsOrStandsStill_noKeyOutlivesItsLimit_andNothingIsDestroyedEarly() throws Exception {
        DrillReport report = new ClockDrill().run(RunningSites.drill("clock", ROUNDS));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.counts().toString());
    }
}
