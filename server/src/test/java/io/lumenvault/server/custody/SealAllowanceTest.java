package io.lumenvault.server.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.custody.SealBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealAllowanceTest {

    private final AtomicInteger active = new AtomicInteger(1);
    private final AtomicLong reserved = new AtomicLong();

    private Optional<SealBlock> reserve(long wanted) {
        reserved.addAndGet(wanted);
        return Optional.of(new SealBlock(active.get(), wanted));
    }

    @Test
    void seals_areReservedBeforeTheyAreTaken() throws Exception {
        SealAllowance allowance = new SealAllowance(this::reserve, 16_000);
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> taken = new ArrayList<>();
            for (int i = 0; i < 2500; i++) {
                taken.add(callers.submit(allowance::take));
            }
            for (Future<Integer> one : taken) {
                assertEquals(1, one.get());
            }
        }
        assertEquals(3000, reserved.get(), "blocks of a sixteenth of the limit");
    }

    @Test
    void afterARotation_theRestOfTheBlockIsGivenUp() {
        SealAllowance allowance = new SealAllowance(this::reserve, SealAllowance.HIGHEST_LIMIT);
        assertEquals(1, allowance.take());
        active.set(2);
        assertEquals(1, allowance.take());
        allowance.keepOnly(2);
        assertEquals(2, allowance.take());
        assertEquals(2 * 65_536, reserved.get());
    }

    @Test
    void aKeyWithoutSealsLeft_sealsNothing() {
        SealAllowance used = new SealAllowance(_ -> Optional.of(new SealBlock(4, 0)), SealAllowance.HIGHEST_LIMIT);
        assertTrue(assertThrows(IllegalStateException.class, used::take).getMessage().contains("generation 4"));
    }

    @Test
    void reservationThatWaitedForARotation_isMadeAgain() {
        AtomicInteger asked = new AtomicInteger();
        SealAllowance waiting = new SealAllowance(wanted -> asked.incrementAndGet() == 1 ? Optional.empty() : reserve(wanted), 16_000);
        active.set(2);
        assertEquals(2, waiting.take());
        assertEquals(2, asked.get());
    }

    @Test
    void withoutAnActiveGeneration_nothingIsSealed() {
        SealAllowance none = new SealAllowance(_ -> Optional.empty(), 16_000);
        assertTrue(assertThrows(IllegalStateException.class, none::take).getMessage().contains("no generation"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1023, (1L << 30) + 1})
    void limit_canBeSetDownwardsOnly(long limit) {
        assertThrows(IllegalArgumentException.class, () -> new SealAllowance(this::reserve, limit));
    }
}
