package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What officers decide about blocks, on a real PostgreSQL; each test has a link of its own with one block of two chunks. */
class BlockDecisionRepositoryTest extends PoolTest {

    private static final List<Long> BLOCK = List.of(0L);

    private final BlockDecisionRepository decisions = new BlockDecisionRepository();
    private final BlockConsumerRepository consumers = new BlockConsumerRepository();
    private final DeliveryRepository deliveries = new DeliveryRepository();
    private final SettlementRepository settlements = new SettlementRepository();
    private final LineageRepository lineage = new LineageRepository();

    @Test
    void quarantinedBlock_isNeitherReservedNorDelivered_untilItIsReleased() {
        List<UUID> chunks = block("quarantined");
        SupplyRow supply = supplied("quarantined", 1);
        assertEquals(List.of("sae"), run(session -> consumers.of(session, "quarantined", chunks)).getFirst().saes());
        BlockDecisionRepository.Effect effect = decide("quarantined", BlockDecision.Action.QUARANTINE, chunks);
        assertEquals(BLOCK, effect.changed());
        assertEquals(List.of(supply.id()), effect.consumers().stream().map(BlockConsumer::supply).toList());
        assertTrue(reserve("quarantined").isEmpty());
        assertTrue(found(supply).isEmpty());
        assertEquals(List.of(), run(session -> blocks.pending(session, "quarantined", 0, 10)));
        assertEquals(BLOCK, decide("quarantined", BlockDecision.Action.RELEASE, chunks).changed());
        assertEquals(1, found(supply).size());
        assertFalse(reserve("quarantined").isEmpty());
    }

    @Test
    void destroyedBlock_leavesNoChunk_andNoKeyToFetch() {
        List<UUID> chunks = block("destroyed");
        SupplyRow supply = supplied("destroyed", 1);
        assertEquals(BLOCK, decide("destroyed", BlockDecision.Action.DESTROY, chunks).changed());
        assertEquals(0, run(session -> links.pool(session, "destroyed")).chunks());
        assertTrue(found(supply).isEmpty());
        assertEquals("void", state(supply));
        assertEquals(List.of(), decide("destroyed", BlockDecision.Action.DESTROY, chunks).changed());
    }

    @Test
    void destroyedBlock_isStillKnownByWhomItsKeysWereGiven() {
        List<UUID> chunks = block("remembered");
        SupplyRow all = supplied("remembered", 1);
        SupplyRow half = supplied("remembered", 2);
        assertTrue(yes(session -> deliveries.deliver(session, all.keys(), "sae")));
        assertTrue(yes(session -> deliveries.deliver(session, half.keys().subList(0, 1), "sae")));
        long given = number(links::deliveries);
        decide("remembered", BlockDecision.Action.QUARANTINE, chunks);
        assertTrue(lineageOf(half).wasSupplied());
        assertEquals(given, number(links::deliveries), "a quarantine takes back nothing that was given");
        decide("remembered", BlockDecision.Action.DESTROY, chunks);
        assertEquals(given, number(links::deliveries));
        DeliverableKey delivered = found(all).getFirst();
        assertTrue(delivered.entitled() && !delivered.waiting(), "delivered before, and no stranger's");
        assertRecipient(1, lineageOf(all));
        assertRecipient(1, lineageOf(half));
        assertTrue(lineageOf(all).wasSupplied() && lineageOf(half).wasSupplied());
        assertEquals(List.of(List.of("sae"), List.of("sae")),
                decide("remembered", BlockDecision.Action.DESTROY, chunks).consumers().stream().map(BlockConsumer::saes).toList());
    }

    @Test
    void reservation_thatWasAtWorkWhenItsBlockWasQuarantined_isTakenBack() throws Exception {
        List<UUID> chunks = block("raced");
        SupplyRow supply = row("raced");
        BlockDecisionRepository.Effect effect = whileOpen(session -> reservations.reserveWaiting(session, supply),
                session -> decisions.carryOut(session, decision("raced", BlockDecision.Action.QUARANTINE), BLOCK, chunks));
        assertEquals(List.of(supply.id()), effect.consumers().stream().map(BlockConsumer::supply).toList());
        assertEquals("voiding", state(supply));
        assertFalse(yes(session -> supplies.complete(session, supply, List.of())));
        assertFalse(lineageOf(supply).wasSupplied());
    }

    @Test
    void peersAllocation_thatWasAtWorkWhenItsBlockWasQuarantined_isQuarantinedToo() throws Exception {
        List<UUID> chunks = block("raced-peer", 0, false, 2, CHUNK);
        SupplyRow supply = row("raced-peer");
        BlockDecisionRepository.Effect effect = whileOpen(
                session -> supplies.accept(session, supply, List.of(new ChunkRange(chunks.getFirst(), 0, supply.totalBytes())), List.of("sae")),
                session -> decisions.carryOut(session, decision("raced-peer", BlockDecision.Action.QUARANTINE), BLOCK, chunks));
        assertEquals(List.of(supply.id()), effect.consumers().stream().map(BlockConsumer::supply).toList());
        assertEquals("quarantined", state(supply));
    }

    @Test
    void blocksOfARun_areThoseThatAreHere_howeverLongItIs() {
        block("runs");
        block("runs", 7, true, 1, CHUNK);
        List<BlockRun> everything = List.of(new BlockRun(0, Long.MAX_VALUE), new BlockRun(5, 9));
        assertEquals(List.of(new BlockDecisionRepository.Size(0, 2 * CHUNK * 8), new BlockDecisionRepository.Size(7, CHUNK * 8)),
                run(session -> decisions.blocks(session, "runs", everything)));
        assertEquals(List.of(new BlockDecisionRepository.Size(7, CHUNK * 8)),
                run(session -> decisions.blocks(session, "runs", List.of(new BlockRun(1, 7)))));
    }

    @Test
    void agedKey_leavesThePool_andWhatWasAllocatedCanStillBeDelivered() {
        block("aged");
        SupplyRow supply = supplied("aged", 1);
        assertEquals(0L, number(session -> decisions.age(session, "aged", TIME)));
        assertEquals(2L * CHUNK - KEY_BITS / 8, number(session -> decisions.age(session, "aged", TIME.plusSeconds(1))));
        assertTrue(reserve("aged").isEmpty());
        assertEquals(0, run(session -> links.pool(session, "aged")).availableBits());
        run(session -> settlements.destroy(session, List.of()));
        assertEquals(1, run(session -> links.pool(session, "aged")).chunks());
        assertTrue(yes(session -> deliveries.deliver(session, supply.keys(), "sae")));
        run(session -> settlements.settle(session, 100));
        run(session -> settlements.destroy(session, List.of("aged")));
        assertEquals(1, run(session -> links.pool(session, "aged")).chunks(), "kept until it is too old");
        assertEquals(1, number(session -> decisions.destroyFinished(session, "aged", TIME.plus(Duration.ofDays(1)))));
        assertEquals(0, run(session -> links.pool(session, "aged")).chunks());
    }

    @Test
    void block_isKeptWithGainAndDistance() {
        block("measured");
        String kept = run(session -> session.doReturningWork(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("select gain, secure_distance_km from qkd_block where link = 'measured'")) {
                row.next();
                return row.getDouble("gain") + " and " + row.getDouble("secure_distance_km");
            }
        }));
        assertEquals("0.002 and 129.0", kept);
    }

    @Test
    void decision_isRecordedOnce_andToldUntilThePeerKnows() {
        BlockDecision decision = new BlockDecision(UUID.randomUUID(), "told", BlockDecision.Action.DESTROY,
                BlockDecision.ObjectFate.COMPROMISE, "why", BlockRun.of(List.of(1L, 2L, 3L, 7L)), TIME);
        assertTrue(yes(session -> decisions.record(session, decision, null)));
        assertFalse(yes(session -> decisions.record(session, decision, null)));
        assertEquals(List.of(decision), run(session -> decisions.untold(session, "told", 10)));
        assertEquals(List.of(new BlockRun(1, 3), new BlockRun(7, 7)), decision.blocks());
        run(session -> {
            decisions.told(session, decision.id(), TIME);
            return null;
        });
        assertEquals(List.of(), run(session -> decisions.untold(session, "told", 10)));
    }

    private List<UUID> block(String link) {
        List<UUID> chunks = block(link, 0, true, 2, CHUNK);
        assertEquals(List.of(new BlockDecisionRepository.Size(0, 2 * CHUNK * 8)),
                run(session -> decisions.blocks(session, link, TIME, TIME.plusSeconds(1))));
        return chunks;
    }

    private static BlockDecision decision(String link, BlockDecision.Action action) {
        return new BlockDecision(UUID.randomUUID(), link, action, BlockDecision.ObjectFate.KEEP, "why", List.of(new BlockRun(0, 0)), TIME);
    }

    private BlockDecisionRepository.Effect decide(String link, BlockDecision.Action action, List<UUID> chunks) {
        return run(session -> decisions.carryOut(session, decision(link, action), BLOCK, chunks));
    }

    private List<SealedRange> reserve(String link) {
        return run(session -> reservations.reserveWaiting(session, row(link)));
    }

    private SupplyLineage lineageOf(SupplyRow supply) {
        return run(session -> lineage.supplyOf(session, supply.id())).orElseThrow();
    }

    private static void assertRecipient(int given, SupplyLineage supply) {
        SupplyLineage.Recipient recipient = supply.recipients().getFirst();
        assertEquals(List.of("sae", given, 0), List.of(recipient.sae(), recipient.given(), recipient.waiting()));
    }

    private List<DeliverableKey> found(SupplyRow supply) {
        return run(session -> deliveries.find(session, List.of(new DeliveryRepository.Asked("sae", supply.keys())))).getFirst();
    }
}
