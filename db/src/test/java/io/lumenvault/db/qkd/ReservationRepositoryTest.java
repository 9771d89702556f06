package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this end takes of its own chunks, and gives back. Each test has a link of its own. */
class ReservationRepositoryTest extends PoolTest {

    private static final int KEY = KEY_BITS / 8;

    private final BlockDecisionRepository decisions = new BlockDecisionRepository();

    @Test
    void reservationTakenBack_isFreeAgain_unlessAnotherIsBehindIt() {
        block("free", 0, true, 2, CHUNK);
        SupplyRow first = reserved("free", 1);
        SupplyRow second = reserved("free", 128);
        assertFalse(yes(session -> reservations.takeBack(session, first.id())));
        assertEquals("reserved", state(first));
        assertTrue(yes(session -> reservations.takeBack(session, second.id())));
        assertEquals(Optional.empty(), run(session -> supplies.state(session, second.id())));
        assertTrue(yes(session -> reservations.takeBack(session, first.id())));
        assertEquals(2L * CHUNK * 8, number(session -> links.ownBits(session, "free")));
    }

    @Test
    void reservationThatADecisionVoidsMeanwhile_keepsItsRange() throws Exception {
        List<UUID> chunks = block("voided", 0, true, 1, CHUNK);
        SupplyRow supply = reserved("voided", 1);
        BlockDecision quarantine = new BlockDecision(UUID.randomUUID(), "voided", BlockDecision.Action.QUARANTINE, BlockDecision.ObjectFate.KEEP,
                "why", List.of(new BlockRun(0, 0)), TIME);
        boolean takenBack = whileOpen(session -> decisions.carryOut(session, quarantine, List.of(0L), chunks),
                session -> reservations.takeBack(session, supply.id()));
        assertFalse(takenBack);
        assertEquals("voiding", state(supply));
        assertEquals(KEY, asked("select used from qkd_chunk where link = 'voided'"));
    }

    @Test
    void reservation_isServedFromChunksHoweverSmall() {
        block("small", 0, true, 300, KEY);
        SupplyRow supply = row("small", 256);
        assertTrue(run(session -> reservations.reserve(session, supply, CHUNK)).isEmpty(), "as if all were full");
        assertEquals(256, run(session -> reservations.reserveWaiting(session, supply)).size());
        assertTrue(run(session -> reservations.reserveWaiting(session, row("small", 45))).isEmpty());
        assertEquals(44, run(session -> reservations.reserveWaiting(session, row("small", 44))).size());
    }
}
