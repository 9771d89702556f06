package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.SealedMaterial;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What officers decide about blocks, on a real PostgreSQL; each test has a link of its own with one block of two chunks. */
class BlockDecisionRepositoryTest extends DatabaseTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final int CHUNK = 4096;
    private static final int KEY_BITS = 256;

    private final BlockRepository blocks = new BlockRepository();
    private final BlockDecisionRepository decisions = new BlockDecisionRepository();
    private final ReservationRepository reservations = new ReservationRepository();
    private final SupplyRepository supplies = new SupplyRepository();
    private final DeliveryRepository deliveries = new DeliveryRepository();
    private final SettlementRepository settlements = new SettlementRepository();
    private final LinkRepository links = new LinkRepository();

    @BeforeAll
    static void start() throws Exception {
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("insert into master_key_generation (generation, state, created_at) values (7, 'pre-active', now())");
            statement.execute("insert into sealing_generation (generation) values (7)");
        }
    }

    @Test
    void quarantinedBlock_isNeitherReservedNorDelivered_untilItIsReleased() {
        List<UUID> chunks = block("quarantined");
        SupplyRow supply = supply("quarantined");
        List<BlockConsumer> consumers = run(session -> decisions.consumers(session, "quarantined", chunks));
        assertEquals(List.of(supply.id()), consumers.stream().map(BlockConsumer::supply).toList());
        assertEquals(List.of("sae"), consumers.getFirst().saes());
        Collection<UUID> affected = List.of(supply.id());
        assertEquals(List.of(0L), run(session -> decisions.quarantine(session, "quarantined", List.of(0L), affected, "why")));
        assertTrue(reserve("quarantined").isEmpty());
        assertTrue(found(supply).isEmpty());
        assertEquals(List.of(), run(session -> blocks.pending(session, "quarantined", 0, 10)));
        assertEquals(List.of(0L), run(session -> decisions.release(session, "quarantined", List.of(0L), affected)));
        assertEquals(1, found(supply).size());
        assertFalse(reserve("quarantined").isEmpty());
    }

    @Test
    void destroyedBlock_leavesNoChunk_andNoKeyToFetch() {
        block("destroyed");
        SupplyRow supply = supply("destroyed");
        assertEquals(List.of(0L), run(session -> decisions.destroy(session, "destroyed", List.of(0L), List.of(supply.id()), "why")));
        assertEquals(0, run(session -> links.pool(session, "destroyed")).chunks());
        assertTrue(found(supply).isEmpty());
        assertEquals(Optional.of("void"), run(session -> supplies.state(session, supply.id())));
        assertEquals(List.of(), run(session -> decisions.destroy(session, "destroyed", List.of(0L), List.of(supply.id()), "again")));
    }

    @Test
    void agedKey_leavesThePool_andWhatWasAllocatedCanStillBeDelivered() {
        block("aged");
        SupplyRow supply = supply("aged");
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
        assertEquals(1, number(session -> (long) decisions.destroyFinished(session, "aged", TIME.plus(Duration.ofDays(1)))));
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

    private static boolean yes(Function<StatelessSession, Boolean> work) {
        return database.transaction(work);
    }

    private static long number(Function<StatelessSession, Long> work) {
        return database.transaction(work);
    }

    private static <T> T run(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    private List<UUID> block(String link) {
        List<ChunkRow> chunks = List.of(chunk(0), chunk(1));
        BlockRow block = new BlockRow(link, 0, "alice", 2 * CHUNK * 8, 0.02, 1e6, 1e-9, TIME, TIME, null, null, null, 0.002, 129.0, null,
                null, new byte[16]);
        assertTrue(yes(session -> blocks.insert(session, block, chunks)));
        run(session -> blocks.settle(session, link, List.of(0L), BlockState.AVAILABLE, TIME));
        assertEquals(List.of(new BlockDecisionRepository.Size(0, 2 * CHUNK * 8)),
                run(session -> decisions.blocks(session, link, TIME, TIME.plusSeconds(1))));
        return chunks.stream().map(ChunkRow::id).toList();
    }

    private static ChunkRow chunk(int position) {
        return new ChunkRow(UUID.randomUUID(), position, true, CHUNK, new SealedMaterial(7, new byte[] {1, 2, 3}));
    }

    private List<SealedRange> reserve(String link) {
        SupplyRow another = row(link);
        return run(session -> reservations.reserve(session, another, CHUNK, true));
    }

    private static SupplyRow row(String link) {
        return new SupplyRow(KeyIdentifier.supply(UUID.randomUUID()), link, SupplyRow.Purpose.KEYS, "master", KEY_BITS, 1, TIME);
    }

    /** A key that a SAE of this site may fetch. */
    private SupplyRow supply(String link) {
        SupplyRow supply = row(link);
        assertFalse(run(session -> reservations.reserve(session, supply, CHUNK, true)).isEmpty());
        assertTrue(yes(session -> supplies.complete(session, supply, List.of("sae"))));
        return supply;
    }

    private List<DeliverableKey> found(SupplyRow supply) {
        return run(session -> deliveries.find(session, List.of(new DeliveryRepository.Asked("sae", supply.keys())))).getFirst();
    }
}
