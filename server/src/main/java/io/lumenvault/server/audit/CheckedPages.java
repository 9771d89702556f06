package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.LogPages;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The pages of a log: read and checked side by side, and joined in their order. */
final class CheckedPages {

    /** Leaves of a page: a multiple of a tile. */
    private static final int PAGE = 8192;
    /** Each has a connection of those that requests need too. */
    private static final int MOST_WORKERS = 6;

    private final LogPages pages = new LogPages();
    private final NodeRepository nodes = new NodeRepository();
    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final Database database;
    private final EntrySeal seal;

    CheckedPages(Database database, EntrySeal seal) {
        this.database = Objects.requireNonNull(database, "database");
        this.seal = Objects.requireNonNull(seal, "seal");
    }

    /** Adds the pages to the tree, each in its place. @return the first thing that is wrong, or null */
    String addTo(RecomputedLog recomputed, long size) {
        int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors() + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("audit-verify-", 0).daemon().factory())) {
            Queue<Future<CheckedPage>> running = new ArrayDeque<>();
            try {
                for (long next = 0; next < size || !running.isEmpty();) {
                    while (next < size && running.size() < 2 * workers) {
                        long from = next;
                        long to = Math.min(size, from + PAGE);
                        running.add(threads.submit(() -> page(from, to)));
                        next = to;
                    }
                    String fault = recomputed.append(result(running.remove()));
                    if (fault != null) {
                        return fault;
                    }
                }
                return null;
            } finally {
                running.forEach(page -> page.cancel(false));
            }
        }
    }

    private static CheckedPage result(Future<CheckedPage> page) {
        try {
            return page.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the audit log was verified", stopped);
        }
    }

    private CheckedPage page(long from, long to) {
        List<StoredCheckpoint> heads = database.transaction(session -> checkpoints.between(session, from, to));
        CheckedPage page = CheckedPage.of(from, database.transaction(session -> pages.leaves(session, from, to)), heads, seal);
        if (page.fault() != null) {
            return page;
        }
        if (page.hashes().size() < to - from) {
            return page.withFault("leaf " + (from + page.hashes().size()) + " is missing");
        }
        long firstTile = from / NodeRepository.TILE;
        List<byte[]> roots = CheckedPage.tileRoots(page.hashes());
        List<byte[]> stored = database.transaction(session -> nodes.hashes(session, 8, firstTile, firstTile + roots.size()));
        for (int i = 0; i < roots.size(); i++) {
            if (i >= stored.size() || !Arrays.equals(roots.get(i), stored.get(i))) {
                return page.withFault("the tree node over leaves from " + (firstTile + i) * NodeRepository.TILE + " has been changed");
            }
        }
        return page;
    }
}
