package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.Database;
import io.lumenvault.db.custody.ResealRepository;
import io.lumenvault.db.custody.Resealed;
import io.lumenvault.db.custody.SealedRow;
import io.lumenvault.db.custody.SealedTable;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.CustodyException;
import io.lumenvault.server.custody.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * One walk over a table: everything in it that is not sealed under the active generation is opened, sealed under that, and written
 * back. Rows alone say what is done, so a walk that was cut off at any point is continued by the next. Several nodes may walk at
 * once: each row is replaced by the first.
 */
final class ResealWalk {

    private static final int LANES = 3;
    /** Pages of 8 KiB in a batch; some hundred rows. */
    private static final int PAGES = 16;
    /** Broken rows named in the audit entry of a walk. */
    private static final int NAMED = 20;

    private final ResealRepository rows = new ResealRepository();
    private final Queue<SealedRow> broken = new ConcurrentLinkedQueue<>();
    private final AtomicLong nextPage = new AtomicLong();
    private final Database database;
    private final AuditLog audit;
    private final Custody custody;
    private final Pace pace;
    private final SealedTable table;
    private final int active;

    ResealWalk(Database database, AuditLog audit, Custody custody, Pace pace, SealedTable table, int active) {
        this.database = database;
        this.audit = audit;
        this.custody = custody;
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
                Pace.Mark begun = pace.begin();
                int done = batch(first);
                progress.accept(done);
                pace.rest(begun, done);
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
        recordBroken();
    }

    private int batch(long firstPage) {
        List<SealedRow> found = database.transaction(session -> rows.find(session, table, firstPage, PAGES, active));
        List<Resealed> anew = new ArrayList<>(found.size());
        for (SealedRow row : found) {
            try {
                anew.add(new Resealed(row, custody.reseal(row.id(), kind(), row.material())));
            } catch (CustodyException damaged) {
                broken.add(row);
            }
        }
        if (anew.isEmpty()) {
            return 0;
        }
        return database.transaction(session -> {
            int replaced = rows.replace(session, table, anew);
            audit.append(session, event(Result.SERVED).with("rows", Integer.toString(replaced)));
            return replaced;
        });
    }

    /** A row that cannot be opened stays as it is, and keeps its generation from being destroyed. */
    private void recordBroken() {
        if (!broken.isEmpty()) {
            audit.append(event(Result.FAILED).withReason(Result.FAILED, "sealed records cannot be opened")
                    .withObjects(broken.stream().limit(NAMED).map(SealedRow::id).toList())
                    .with("rows", Integer.toString(broken.size())));
        }
    }

    private AuditEvent event(Result result) {
        return AuditEvent.system("custody", "Reseal", result, null,
                Map.of("table", table.name(), "generation", Integer.toString(active)));
    }

    private Kind kind() {
        return switch (table) {
            case MANAGED_OBJECT, ARCHIVED_OBJECT -> Kind.MANAGED_OBJECT;
            case QKD_CHUNK -> Kind.QKD_CHUNK;
            case AUDIT_COSIGNER -> Kind.AUDIT_COSIGNER;
        };
    }
}
