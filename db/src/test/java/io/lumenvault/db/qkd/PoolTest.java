package io.lumenvault.db.qkd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.SealedMaterial;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;

/** Links with blocks that have been compared, on a real PostgreSQL. */
abstract class PoolTest extends DatabaseTest {

    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    static final int CHUNK = 4096;
    static final int KEY_BITS = 256;
    private static final long WAIT_NANOS = 20_000_000_000L;

    final BlockRepository blocks = new BlockRepository();
    final ReservationRepository reservations = new ReservationRepository();
    final SupplyRepository supplies = new SupplyRepository();
    final LinkRepository links = new LinkRepository();

    @BeforeAll
    static void makeGeneration() throws Exception {
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("insert into master_key_generation (generation, state, created_at) values (7, 'pre-active', now())");
            statement.execute("insert into sealing_generation (generation) values (7)");
        }
    }

    static <T> T run(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    static boolean yes(Function<StatelessSession, Boolean> work) {
        return database.transaction(work);
    }

    static long number(Function<StatelessSession, ? extends Number> work) {
        return database.<Number>transaction(work::apply).longValue();
    }

    /** A block of its own for each call, of chunks of one size, in the order of their identifiers here. */
    List<UUID> block(String link, long sequence, boolean allocatedHere, int chunks, int size) {
        List<ChunkRow> rows = IntStream.range(0, chunks)
                .mapToObj(position -> new ChunkRow(UUID.randomUUID(), position, allocatedHere, size, new SealedMaterial(7, new byte[] {1, 2, 3})))
                .toList();
        BlockRow block = new BlockRow(link, sequence, "alice", chunks * size * 8, 0.02, 1e6, 1e-9, TIME, TIME, null, null, null, 0.002, 129.0,
                null, null, new byte[16]);
        assertTrue(yes(session -> blocks.insert(session, block, rows)));
        run(session -> blocks.settle(session, link, List.of(sequence), BlockState.AVAILABLE, TIME));
        return rows.stream().map(ChunkRow::id).toList();
    }

    static SupplyRow row(String link) {
        return row(link, 1);
    }

    static SupplyRow row(String link, int keys) {
        return new SupplyRow(KeyIdentifier.supply(UUID.randomUUID()), link, SupplyRow.Purpose.KEYS, "master", KEY_BITS, keys, TIME);
    }

    /** A reservation that no peer knows of yet. */
    SupplyRow reserved(String link, int keys) {
        SupplyRow supply = row(link, keys);
        assertFalse(run(session -> reservations.reserveWaiting(session, supply)).isEmpty());
        return supply;
    }

    /** Keys that a SAE of this site may fetch. */
    SupplyRow supplied(String link, int keys) {
        SupplyRow supply = reserved(link, keys);
        assertTrue(yes(session -> supplies.complete(session, supply, List.of("sae"))));
        return supply;
    }

    String state(SupplyRow supply) {
        return run(session -> supplies.state(session, supply.id())).orElseThrow();
    }

    /** The one number that a query answers. */
    static long asked(String query) throws SQLException {
        try (var connection = started.connect(); var statement = connection.createStatement(); var answer = statement.executeQuery(query)) {
            assertTrue(answer.next(), query);
            return answer.getLong(1);
        }
    }

    /**
     * Does the second work while the first has been done in a transaction that ends only when the second waits for it.
     *
     * @return what the second came to
     */
    static <T> T whileOpen(Function<StatelessSession, ?> first, Function<StatelessSession, T> second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> holding = threads.submit(() -> run(session -> {
                try {
                    first.apply(session);
                } finally {
                    done.countDown();
                }
                return ended(mayEnd);
            }));
            try {
                done.await();
                Future<T> waiting = threads.submit(() -> run(second));
                awaitWaiter();
                mayEnd.countDown();
                holding.get();
                return waiting.get();
            } finally {
                mayEnd.countDown();
            }
        }
    }

    private static boolean ended(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void awaitWaiter() throws Exception {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (asked("select count(*) from pg_locks where not granted") == 0) {
            assertTrue(System.nanoTime() < deadline, "the second does not wait for the first");
            Thread.sleep(5);
        }
    }
}
