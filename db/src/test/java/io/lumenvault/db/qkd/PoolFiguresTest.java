package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.RowsRead;
import io.lumenvault.db.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A link with a long history: what its status and upkeep say is right, and what they read follows what is in store. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PoolFiguresTest extends DatabaseTest {

    private static final String LINK = "old";
    private static final int FINISHED = 20_000;
    private static final int CHUNK = 4096;
    /** Chunks of each kind in store: own, the peer's, not compared. */
    private static final int STORED = 10;
    private static final long FEW = 200;

    private final LinkRepository links = new LinkRepository();
    private final SettlementRepository settlements = new SettlementRepository();
    private final BlockDecisionRepository decisions = new BlockDecisionRepository();

    @BeforeAll
    static void start() throws Exception {
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("insert into master_key_generation (generation, state, created_at) values (7, 'pre-active', now())");
            statement.execute("insert into sealing_generation (generation) values (7)");
            block(statement, 0, "available", "2026-01-01");
            block(statement, 1, "available", "2026-01-02");
            block(statement, 2, "discarded", "2026-01-02");
            block(statement, 3, "pending", "2026-01-03");
            chunks(statement, 0, FINISHED, true, true, CHUNK);
            chunks(statement, 1, STORED, true, true, 1024);
            chunks(statement, 1, STORED, false, true, 0);
            chunks(statement, 3, STORED, true, false, 0);
            statement.execute("""
                    insert into qkd_supply (id, link, state, purpose, allocated_here, master, key_bits, number, created_at, chunks, starts,
                        lengths, deliveries, undelivered, settled)
                    select gen_random_uuid(), 'old', 'supplied', 'keys', n % 2 = 0, 'sae', 256, 3, now(), '{}', '{}', '{}', 3, 1, true
                    from generate_series(1, 2000) n""");
            statement.execute("vacuum analyze");
        }
    }

    private static void block(java.sql.Statement statement, long sequence, String state, String time) throws java.sql.SQLException {
        statement.execute("insert into qkd_block (link, sequence, module, state, bits, qber, rate, epsilon, time, received_at, tag) values ('old', "
                + sequence + ", 'm', '" + state + "', 8, 0, 0, 0, '" + time + "', now(), decode(repeat('00', 16), 'hex'))");
    }

    private static void chunks(java.sql.Statement statement, long sequence, int number, boolean own, boolean available, int used)
            throws java.sql.SQLException {
        statement.execute("insert into qkd_chunk (id, link, sequence, block_time, position, allocated_here, available, size, used, settled, generation,"
                + " sealed) select gen_random_uuid(), link, sequence, time, n, " + own + ", " + available + ", " + CHUNK + ", " + used + ", "
                + (used == CHUNK ? CHUNK : 0) + ", 7, '' from generate_series(1, " + number + ") n, qkd_block"
                + " where link = 'old' and sequence = " + sequence);
    }

    private static long number(Function<StatelessSession, ? extends Number> work) {
        return run(work).longValue();
    }

    private static <T> T run(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    @Test
    @Order(1)
    void status_isExact_andReadsWhatIsInStore() {
        for (int folds = 0; folds < 2; folds++) {
            LinkFigures figures = run(session -> links.figures(session, LINK));
            assertEquals(new PoolFigures(STORED * (CHUNK - 1024) * 8L, STORED * CHUNK * 8L, STORED * CHUNK * 8L, FINISHED + 3 * STORED), figures.pool());
            assertEquals(List.of(4L, 1L, 1L), List.of(figures.blocks(), figures.discarded(), figures.pending()));
            assertEquals(1000 * 3 + 2000 * 2, number(links::deliveries));
            Tally.fold(database);
        }
        assertFewRead("qkd_chunk", session -> links.figures(session, LINK));
        assertFewRead("qkd_chunk", session -> links.ownBits(session, LINK));
        assertFewRead("qkd_supply", links::deliveries);
        assertFewRead("tally_change", links::deliveries);
    }

    @Test
    @Order(2)
    void reserve_readsNoMoreThanItNeeds() {
        long own = run(session -> links.ownBits(session, LINK));
        assertEquals(Boolean.TRUE, run(session -> links.hasOwnBits(session, LINK, own)));
        assertEquals(Boolean.FALSE, run(session -> links.hasOwnBits(session, LINK, own + 1)));
        assertTrue(RowsRead.of(database, "qkd_chunk", session -> links.hasOwnBits(session, LINK, 1)) <= 2);
    }

    @Test
    @Order(3)
    void deliveries_followEachKeyGiven() {
        long before = run(links::deliveries);
        run(session -> session.createNativeMutationQuery(
                "update qkd_supply set undelivered = 0 where id in (select id from qkd_supply where undelivered = 1 limit 5)").executeUpdate());
        assertEquals(before + 5, number(links::deliveries));
    }

    @Test
    @Order(4)
    void keptChunks_areNotRead_whenOthersAreDestroyedOrAged() {
        Instant old = Instant.parse("2025-12-31T00:00:00Z");
        assertFewRead("qkd_chunk", session -> settlements.destroy(session, Set.of(LINK)));
        assertFewRead("qkd_chunk", session -> decisions.age(session, LINK, old));
        assertFewRead("qkd_chunk", session -> decisions.destroyFinished(session, LINK, old));
        assertEquals(FINISHED + 3 * STORED, run(session -> links.pool(session, LINK)).chunks());
    }

    @Test
    @Order(5)
    void finishedChunks_goWhenTheyAreTooOld_orNotKept() {
        assertEquals(FINISHED, number(session -> decisions.destroyFinished(session, LINK, Instant.parse("2026-01-01T12:00:00Z"))));
        assertEquals(STORED * (CHUNK - 1024) + STORED * CHUNK, number(session -> decisions.age(session, LINK, Instant.parse("2026-01-02T12:00:00Z"))));
        assertEquals(0, number(session -> settlements.destroy(session, Set.of(LINK))));
        assertEquals(STORED, number(session -> settlements.destroy(session, Set.of("another"))));
        assertEquals(2 * STORED, run(session -> links.pool(session, LINK)).chunks(), "allocated ones, and those of today");
    }

    @Test
    @Order(6)
    void moduleReport_isTheLastThatCame_whateverItsClockSaid() {
        Instant now = Instant.parse("2026-02-01T00:00:00Z");
        report("run", null, now.plusSeconds(3600), now);
        report("alarm", "loss of light", now.plusSeconds(1), now.plusSeconds(1));
        assertEquals("loss of light", run(session -> links.lastReport(session, LINK)).orElseThrow().alarm());
        assertEquals("loss of light", run(session -> links.figures(session, LINK)).alarm());
    }

    private void report(String state, String alarm, Instant said, Instant received) {
        run(session -> {
            links.report(session, new ModuleReport(LINK, "alice", state, alarm, 0.02, 1e6, 1e5, 1e-9, said, null, null), received);
            return null;
        });
    }

    private static void assertFewRead(String table, Function<StatelessSession, ?> work) {
        long read = RowsRead.of(database, table, work);
        assertTrue(read <= FEW, read + " rows of " + table + " read");
    }
}
