package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.Database;
import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.ResealRepository;
import io.lumenvault.db.custody.SealedTable;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.vault.InternalObjects;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The background work of custody, once a second: follows a rotation by another node, forces one at the limit of seals, removes
 * destroyed generations and keys from the token, and seals anew what is not sealed under the active generation.
 */
public final class Resealing implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Resealing.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** After a walk that changed nothing although something remained: rows that cannot be opened are not tried every second. */
    private static final Duration INTERVAL_WITHOUT_PROGRESS = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final ResealRepository rows = new ResealRepository();
    private final MasterKeys masterKeys;
    private final InternalObjects internal;
    private final Database database;
    private final AuditLog audit;
    private final Custody custody;
    private final Pace pace;
    private final List<Thread> threads = List.of(thread("custody-upkeep", this::upkeep), thread("custody-reseal", this::reseal));
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong remaining = new AtomicLong();
    private volatile Generation active;
    private long doneInRotation;

    /** @param rowsPerSecond the most rows sealed anew in a second */
    public Resealing(MasterKeys masterKeys, InternalObjects internal, Database database, AuditLog audit, Custody custody, long rowsPerSecond) {
        this.masterKeys = Objects.requireNonNull(masterKeys, "masterKeys");
        this.internal = Objects.requireNonNull(internal, "internal");
        this.database = Objects.requireNonNull(database, "database");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.custody = Objects.requireNonNull(custody, "custody");
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("rows sealed anew in a second are " + rowsPerSecond + "; allowed are 1 and more");
        }
        this.pace = new Pace(rowsPerSecond, custody::uses);
    }

    public void start() {
        active = masterKeys.active();
        threads.forEach(Thread::start);
    }

    /** Rows that are still to be sealed anew, as last counted. */
    public long remaining() {
        return Math.max(0, remaining.get());
    }

    /** Rows sealed anew by this node since its start. */
    public long done() {
        return done.get();
    }

    /** Seals reserved under the active generation, as last read. */
    public long activeSeals() {
        return active.seals();
    }

    /** The active generation, as last read. */
    public int activeGeneration() {
        return active.generation();
    }

    /** Stops after the batches that are being written. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_LIMIT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A step of the work; says how long to wait for the next. */
    private interface Step {
        Duration run() throws InterruptedException;
    }

    private static Thread thread(String name, Step step) {
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> repeat(step));
    }

    /** What cannot be done now is done later: a lost database or HSM must not end the work. */
    private static void repeat(Step step) {
        String lastFailure = null;
        try {
            while (true) {
                Duration wait = INTERVAL;
                try {
                    wait = step.run();
                    lastFailure = null;
                } catch (RuntimeException | Error failure) {
                    // Logged once, not every second.
                    if (!String.valueOf(failure.getMessage()).equals(lastFailure)) {
                        lastFailure = String.valueOf(failure.getMessage());
                        LOG.warnf("custody waits: %s", lastFailure);
                    }
                }
                Thread.sleep(wait);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("custody stops");
        }
    }

    private Duration upkeep() {
        Generation now = masterKeys.active();
        if (now.seals() >= masterKeys.limit()) {
            masterKeys.rotateAtLimit(now);
            now = masterKeys.active();
        }
        active = now;
        masterKeys.eraseDestroyed();
        internal.eraseDestroyed();
        return INTERVAL;
    }

    private Duration reseal() throws InterruptedException {
        int generation = masterKeys.active().generation();
        if (count(generation) == 0) {
            masterKeys.settle(doneInRotation);
            doneInRotation = 0;
            return INTERVAL;
        }
        long before = done.get();
        for (SealedTable table : SealedTable.values()) {
            new ResealWalk(database, audit, custody, pace, table, generation).run(this::progress);
        }
        long replaced = done.get() - before;
        doneInRotation += replaced;
        return replaced == 0 ? INTERVAL_WITHOUT_PROGRESS : Duration.ZERO;
    }

    private long count(int generation) {
        long counted = database.transaction(session -> {
            long sum = 0;
            for (SealedTable table : SealedTable.values()) {
                sum += rows.remaining(session, table, generation);
            }
            return sum;
        });
        remaining.set(counted);
        return counted;
    }

    private void progress(int rowsDone) {
        done.addAndGet(rowsDone);
        remaining.addAndGet(-rowsDone);
    }
}
