package io.lumenvault.db.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.db.cluster.RecoveryWatch.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who recovers for hours is left alone, who does not recover is not. */
class RecoveryWatchTest {

    private static final ServerProcesses NOTHING = new ServerProcesses(List.of(), false, false, List.of());

    private final RecoveryWatch watch = new RecoveryWatch(new RecoveryWatch.Limits(Duration.ofSeconds(20), Duration.ofMinutes(5)));

    private Verdict after(long seconds, ServerAnswer answer, ServerProcesses processes) {
        return watch.look(answer, processes, Duration.ofSeconds(seconds).toNanos());
    }

    private static ServerProcesses startup(long ticks, boolean waitsForDisk) {
        return new ServerProcesses(List.of(), true, waitsForDisk, List.of("7 " + ticks + " 0"));
    }

    @Test
    void recoveryThatUsesTheProcessor_isWaitedFor() {
        for (long second = 0; second < 86_400; second += 240) {
            assertEquals(Verdict.WAIT, after(second, ServerAnswer.REFUSES, startup(second, false)));
        }
    }

    @Test
    void recoveryThatWaitsForTheDisk_isWaitedFor() {
        for (long second = 0; second < 3600; second += 60) {
            assertEquals(Verdict.WAIT, after(second, ServerAnswer.REFUSES, startup(5, true)));
        }
    }

    @Test
    void recoveryThatStandsStill_isGivenUp() {
        assertEquals(Verdict.WAIT, after(0, ServerAnswer.REFUSES, startup(5, false)));
        assertEquals(Verdict.WAIT, after(299, ServerAnswer.REFUSES, startup(5, false)));
        assertEquals(Verdict.STILL, after(300, ServerAnswer.REFUSES, startup(5, false)));
    }

    @Test
    void refusesWithoutStartupProcess_isGivenUp_soon() {
        assertEquals(Verdict.WAIT, after(100, ServerAnswer.REFUSES, NOTHING));
        assertEquals(Verdict.WAIT, after(119, ServerAnswer.REFUSES, NOTHING));
        assertEquals(Verdict.ABANDONED, after(120, ServerAnswer.REFUSES, NOTHING));
    }

    @Test
    void startupProcessThatEnds_beginsTheShorterWait() {
        assertEquals(Verdict.WAIT, after(0, ServerAnswer.REFUSES, startup(5, false)));
        assertEquals(Verdict.WAIT, after(250, ServerAnswer.REFUSES, NOTHING));
        assertEquals(Verdict.WAIT, after(269, ServerAnswer.REFUSES, NOTHING));
        assertEquals(Verdict.ABANDONED, after(270, ServerAnswer.REFUSES, NOTHING));
    }

    @Test
    void silent_isWaitedForLonger_becauseTheMachineMayBeBusy() {
        assertEquals(Verdict.WAIT, after(0, ServerAnswer.SILENT, NOTHING));
        assertEquals(Verdict.WAIT, after(299, ServerAnswer.SILENT, NOTHING));
        assertEquals(Verdict.STILL, after(300, ServerAnswer.SILENT, NOTHING));
    }

    @Test
    void servedBetween_countsAnew() {
        assertEquals(Verdict.WAIT, after(0, ServerAnswer.REFUSES, NOTHING));
        assertEquals(Verdict.SERVES, after(19, ServerAnswer.ACCEPTS, NOTHING));
        assertEquals(Verdict.WAIT, after(21, ServerAnswer.REFUSES, NOTHING));
    }
}
