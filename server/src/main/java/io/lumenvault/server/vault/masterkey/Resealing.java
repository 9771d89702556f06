package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.Database;
import io.lumenvault.db.custody.DamagedSealRepository;
import io.lumenvault.db.custody.ResealRepository;
import io.lumenvault.db.custody.SealedRow;
import io.lumenvault.db.custody.SealedTable;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Seals anew, in the background, what is not sealed under the active generation, and notes when nothing is left under a deactivated
 * one. Rows that cannot be opened hold up neither the rest nor the settling of generations that none of them is sealed under.
 */
public final class Resealing implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** After a walk that changed nothing although something remained: requests hold those rows. */
    private static final Duration INTERVAL_WITHOUT_PROGRESS = Duration.ofSeconds(10);
    /** Backups are put back by people: rows that cannot be opened are tried again so seldom, and so many at once. */
    private static final Duration DAMAGED_INTERVAL = Duration.ofHours(1);
    private static final int DAMAGED_AT_ONCE = 100;

    private final ResealRepository rows = new ResealRepository();
    private final DamagedSealRepository damagedSeals = new DamagedSealRepository();
    private final MasterKeys masterKeys;
    private final Database database;
    private final ResealBatch batch;
    private final Pace pace;
    private final BackgroundLoop loop = BackgroundLoop.paced("custody-reseal", this::step);
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong remaining = new AtomicLong();
    private volatile Map<Integer, Long> damaged = Map.of();
    private long doneInRotation;

    /** @param rowsPerSecond the most rows sealed anew in a second */
    public Resealing(MasterKeys masterKeys, Database database, AuditLog audit, Custody custody, long rowsPerSecond) {
        this.masterKeys = Objects.requireNonNull(masterKeys, "masterKeys");
        this.database = Objects.requireNonNull(database, "database");
        this.batch = new ResealBatch(database, audit, custody);
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("rows sealed anew in a second are " + rowsPerSecond + "; allowed are 1 and more");
        }
        this.pace = new Pace(rowsPerSecond, custody::uses);
    }

    public void start() {
        loop.start(INTERVAL.toMillis());
    }

    /** Rows that are still to be sealed anew, as last counted; without those that cannot be opened. */
    public long remaining() {
        return Math.max(0, remaining.get());
    }

    /** Rows that cannot be opened, by the generation that they are sealed under, as last counted. */
    public Map<Integer, Long> damaged() {
        return damaged;
    }

    /** All rows that cannot be opened, as last counted. */
    public long damagedRows() {
        return damaged.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows sealed anew by this node since its start. */
    public long done() {
        return done.get();
    }

    /** Stops after the batches that are being written. */
    @Override
    public void close() {
        loop.close();
    }

    /** @return how long to wait for the next step */
    Duration step() {
        int active = masterKeys.active().generation();
        long left = count(active);
        long before = done.get();
        try {
            for (SealedTable table : SealedTable.values()) {
                if (left > 0) {
                    new ResealWalk(database, batch, pace, table, active).run(this::progress);
                }
                retryDamaged(table, active);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return INTERVAL;
        }
        long replaced = done.get() - before;
        long after = left == 0 && replaced == 0 ? 0 : count(active);
        doneInRotation += replaced;
        if (masterKeys.settle(doneInRotation)) {
            doneInRotation = 0;
        }
        if (left == 0) {
            return INTERVAL;
        }
        // Fewer are left without any replaced where damaged ones were found; more, where the master key was rotated meanwhile.
        return replaced > 0 || after != left ? Duration.ZERO : INTERVAL_WITHOUT_PROGRESS;
    }

    private void retryDamaged(SealedTable table, int active) throws InterruptedException {
        if (damaged.isEmpty()) {
            return;
        }
        List<SealedRow> due = database.transaction(
                session -> damagedSeals.due(session, table, active, DAMAGED_INTERVAL, DAMAGED_AT_ONCE, ResealBatch.MOST_BYTES));
        if (!due.isEmpty()) {
            Pace.Mark begun = pace.begin();
            done.addAndGet(batch.run(table, due, active));
            pace.rest(begun, due.size());
        }
    }

    private long count(int active) {
        return database.transaction(session -> {
            long sum = 0;
            for (SealedTable table : SealedTable.values()) {
                damagedSeals.forgetGone(session, table);
                sum += rows.remaining(session, table, active);
            }
            damaged = damagedSeals.counts(session);
            remaining.set(sum);
            return sum;
        });
    }

    private void progress(int rowsDone) {
        done.addAndGet(rowsDone);
        remaining.addAndGet(-rowsDone);
    }
}
