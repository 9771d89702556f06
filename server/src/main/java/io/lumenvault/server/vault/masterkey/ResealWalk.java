package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.Database;
import io.lumenvault.db.custody.ResealRepository;
import io.lumenvault.db.custody.SealedSlice;
import io.lumenvault.db.custody.SealedTable;
import io.lumenvault.db.custody.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * One walk over a table: everything in it that is not sealed under the active generation is sealed anew. Rows alone say what is done,
 * so a walk that was cut off at any point is continued by the next. Several nodes may walk at once: each row is replaced by the first.
 */
final class ResealWalk {

    private static final int LANES = 3;
    /** Pages of 8 KiB that a lane takes at a time; some hundred rows, in one batch where they are small. */
    private static final int PAGES = 16;

    private final ResealRepository rows = new ResealRepository();
    private final AtomicLong nextPage = new AtomicLong();
    private final Database database;
    private final ResealBatch batch;
    private final Pace pace;
    private final SealedTable table;
    private final int active;

    ResealWalk(Database database, ResealBatch batch, Pace pace, SealedTable table, int active) {
        this.database = database;
        this.batch = batch;
        this.pace = pace;
        this.table = table;
        this.active = active;
    }

    /**
     * Walks to the end.
     *
     * @param progress told of rows as they are done
     */
    void run(IntConsumer progress) throws InterruptedException {
        long pages = database.transaction(session -> rows.pages(session, table));
        Callable<Void> lane = () -> {
            for (long first = nextPage.getAndAdd(PAGES); first < pages; first = nextPage.getAndAdd(PAGES)) {
                for (Stretch left = Stretch.ofPages(first, PAGES); left != null;) {
                    Pace.Mark begun = pace.begin();
                    SealedSlice slice = find(left);
                    int done = batch.run(table, slice.rows(), active);
                    progress.accept(done);
                    left = slice.rest();
                    pace.rest(begun, done);
                }
            }
            return null;
        };
        ExecutorService lanes = Executors.newFixedThreadPool(LANES, Thread.ofPlatform().daemon().name("custody-reseal-", 0).factory());
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                running.add(lanes.submit(lane));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed.getCause());
        } finally {
            lanes.shutdownNow();
        }
    }

    private SealedSlice find(Stretch stretch) {
        return database.transaction(session -> rows.find(session, table, stretch, active, ResealBatch.MOST_BYTES));
    }
}
