package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.custody.Generation;
import io.lumenvault.hsm.HsmException;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Rotates the master key when the active generation has made the seals that it is allowed. Where that fails it is tried again after a
 * pause that doubles up to five minutes, and each cause is recorded once until it succeeds: the limit is a quarter of what NIST SP
 * 800-38D clause 8.3 allows, so there is time.
 */
final class ForcedRotation {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** Causes that are told apart; more of them are no news. */
    private static final int MOST_CAUSES = 16;
    private static final Logger LOG = Logger.getLogger(ForcedRotation.class);

    private final long limit;
    private final Consumer<Generation> rotate;
    private final Consumer<AuditEvent> record;
    private final LongSupplier nanoTime;
    private final Set<String> causes = new HashSet<>();
    private Duration pause = Duration.ZERO;
    private long failedAt;

    ForcedRotation(MasterKeys masterKeys, AuditLog audit) {
        this(masterKeys.limit(), masterKeys::rotateAtLimit, audit::append, System::nanoTime);
    }

    /**
     * @param limit seals after which a generation is rotated
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    ForcedRotation(long limit, Consumer<Generation> rotate, Consumer<AuditEvent> record, LongSupplier nanoTime) {
        this.limit = limit;
        this.rotate = Objects.requireNonNull(rotate, "rotate");
        this.record = Objects.requireNonNull(record, "record");
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
    }

    /** Rotates if that is due, and does not throw where it fails. */
    void step(Generation active) {
        if (active.seals() < limit) {
            succeeded();
            return;
        }
        if (!pause.isZero() && nanoTime.getAsLong() - failedAt < pause.toNanos()) {
            return;
        }
        try {
            rotate.accept(active);
            succeeded();
        } catch (RuntimeException failure) {
            pause = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            failedAt = nanoTime.getAsLong();
            if (!byOthers(failure)) {
                report(active, cause(failure));
            }
        }
    }

    private void succeeded() {
        pause = Duration.ZERO;
        causes.clear();
    }

    /** Another node or an officer is making or activating a generation right now: no failure. */
    private static boolean byOthers(RuntimeException failure) {
        return failure instanceof VaultException refusal
                && (refusal.reason() == Reason.BUSY || refusal.reason() == Reason.WRONG_KEY_LIFECYCLE_STATE);
    }

    private static String cause(RuntimeException failure) {
        return failure instanceof HsmException || failure instanceof VaultException
                ? failure.getMessage() : "the database did not carry it out";
    }

    private void report(Generation active, String cause) {
        if (causes.contains(cause) || causes.size() >= MOST_CAUSES) {
            return;
        }
        LOG.errorf("master key generation %d has made %d seals of %d and cannot be rotated: %s", active.generation(), active.seals(),
                limit, cause);
        try {
            record.accept(AuditEvent.system("custody", "Rotate Master Key", Result.FAILED, null, Map.of(
                    "generation", Integer.toString(active.generation()), "seals", Long.toString(active.seals()),
                    "limit", Long.toString(limit))).withReason(Result.FAILED, cause));
            causes.add(cause);
        } catch (RuntimeException unrecorded) {
            LOG.warnf("that is recorded after the next failure: %s", unrecorded.getMessage());
        }
    }
}
