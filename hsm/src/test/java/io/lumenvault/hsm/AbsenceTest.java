package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    @Test
    void due_afterPausesThatGrowToAnHour() {
        assertEquals(List.of(5L, 15L, 35L, 75L, 155L, 315L, 635L, 1275L, 2555L, 5115L, 8715L, 12315L), due(Absence.afterALoss()));
    }

    @Test
    void due_ofATokenThatHasNotBeenSeenYet_later() {
        assertEquals(List.of(60L, 180L, 420L, 900L, 1860L, 3780L, 7380L, 10980L), due(Absence.atAStart()));
    }

    private static List<Long> due(Absence absence) {
        List<Long> seconds = new ArrayList<>();
        for (long second = 0; second < 13_000; second++) {
            // The clock may begin anywhere, and pass its highest number.
            if (absence.due(Duration.ofSeconds(second).toNanos() + Long.MAX_VALUE)) {
                seconds.add(second);
            }
        }
        return seconds;
    }
}
