package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The peer's allocations that it takes back. Each test has a link of its own, whose chunks the peer allocates. */
class SupplyRepositoryTest extends PoolTest {

    private static final int KEY = KEY_BITS / 8;
    /** Of a chunk and of its neighbour. */
    private static final int HALF = KEY / 2;

    private final BlockDecisionRepository decisions = new BlockDecisionRepository();
    private final DeliveryRepository deliveries = new DeliveryRepository();
    private final SettlementRepository settlements = new SettlementRepository();

    @Test
    void allocationTakenBackBeforeItCame_hasOfItsRangesThoseThatItCouldTake_andTheyAreSettled() throws Exception {
        List<UUID> chunks = block("partly", 0, false, 2, KEY);
        accepted("partly", new ChunkRange(chunks.get(0), HALF, HALF), new ChunkRange(chunks.get(1), HALF, HALF));
        SupplyRow late = row("partly");
        // Its first range is taken by another, its second one is free.
        assertTrue(yes(session -> supplies.voidPeers(session, late, List.of(new ChunkRange(chunks.get(0), HALF, HALF), new ChunkRange(chunks.get(1), 0, HALF)))));
        assertEquals("void", state(late));
        run(session -> settlements.settle(session, 100));
        assertEquals(HALF, asked("select settled from qkd_chunk where id = '" + chunks.get(1) + "'"));
        assertEquals(0, asked("select settled from qkd_chunk where id = '" + chunks.get(0) + "'"));
    }

    @Test
    void allocationTakenBackBeforeItCame_ofAQuarantinedBlock_isSettledToo() throws Exception {
        List<UUID> chunks = block("kept", 0, false, 1, KEY);
        quarantine("kept", chunks);
        SupplyRow late = row("kept");
        assertTrue(yes(session -> supplies.voidPeers(session, late, List.of(new ChunkRange(chunks.getFirst(), 0, KEY)))));
        run(session -> settlements.settle(session, 100));
        assertEquals(KEY, asked("select settled from qkd_chunk where id = '" + chunks.getFirst() + "'"));
    }

    @Test
    void quarantinedAllocation_isTakenBack_andNoReleaseBringsItAgain() {
        List<UUID> chunks = block("again", 0, false, 1, CHUNK);
        SupplyRow supply = accepted("again", new ChunkRange(chunks.getFirst(), 0, KEY));
        quarantine("again", chunks);
        assertEquals("quarantined", state(supply));
        assertTrue(yes(session -> supplies.voidPeers(session, supply, List.of(new ChunkRange(chunks.getFirst(), 0, KEY)))));
        decide("again", BlockDecision.Action.RELEASE, chunks);
        assertEquals("void", state(supply));
    }

    @Test
    void allocationOfWhichAKeyWasDelivered_isNotTakenBack() {
        List<UUID> chunks = block("delivered", 0, false, 1, CHUNK);
        SupplyRow supply = accepted("delivered", new ChunkRange(chunks.getFirst(), 0, KEY));
        assertTrue(yes(session -> deliveries.deliver(session, supply.keys(), "sae")));
        assertFalse(yes(session -> supplies.voidPeers(session, supply, List.of(new ChunkRange(chunks.getFirst(), 0, KEY)))));
        assertEquals("supplied", state(supply));
    }

    private SupplyRow accepted(String link, ChunkRange... ranges) {
        SupplyRow supply = row(link);
        assertTrue(yes(session -> supplies.accept(session, supply, List.of(ranges), List.of("sae"))));
        return supply;
    }

    private void quarantine(String link, List<UUID> chunks) {
        decide(link, BlockDecision.Action.QUARANTINE, chunks);
    }

    private void decide(String link, BlockDecision.Action action, List<UUID> chunks) {
        BlockDecision decision = new BlockDecision(UUID.randomUUID(), link, action, BlockDecision.ObjectFate.KEEP, "why", List.of(new BlockRun(0, 0)), TIME);
        run(session -> decisions.carryOut(session, decision, List.of(0L), chunks));
    }
}
