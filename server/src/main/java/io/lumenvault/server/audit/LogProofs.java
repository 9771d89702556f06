package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.ProofRepository;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.tlog.CompactRange;
import io.lumenvault.tlog.InclusionProof;
import io.lumenvault.tlog.SignedNote;
import io.lumenvault.tlog.TlogProof;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Proofs from the stored tree: that the log has an entry, and what stands before and behind a range of entries. */
public final class LogProofs {

    private static final Duration SIGNATURE_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;

    private final TreeRepository tree = new TreeRepository();
    private final ProofRepository stored = new ProofRepository();
    private final Database database;
    private final StoredHead head;
    private final UnaryOperator<SignedNote> witnessed;

    /** @param identity who has signed the checkpoints */
    public LogProofs(Database database, LogIdentity identity) {
        this(database, identity, UnaryOperator.identity());
    }

    /** @param witnessed makes of a head that or a later one, with the cosignatures of witnesses */
    public LogProofs(Database database, LogIdentity identity, UnaryOperator<SignedNote> witnessed) {
        this.witnessed = Objects.requireNonNull(witnessed, "witnessed");
        this.database = Objects.requireNonNull(database, "database");
        this.head = new StoredHead(database, identity);
    }

    /** The last signed checkpoint, or empty before the first. @throws LogRolledBackException when the last in the database is not the log's */
    public Optional<SignedNote> last() {
        return head.last();
    }

    /** Waits until all entries that are committed now have leaves. @return false when they had none in time */
    boolean awaitSequenced() {
        LogPosition newest = database.transaction(stored::newest).orElse(null);
        long end = System.nanoTime() + SIGNATURE_LIMIT.toNanos();
        while (newest != null && !database.transaction(session -> stored.sequenced(session, newest))) {
            if (System.nanoTime() >= end) {
                return false;
            }
            pause();
        }
        return true;
    }

    /**
     * A signed checkpoint over all entries that are committed now; waits for the sequencer, which signs within a second or two.
     *
     * @return empty when none came in time
     */
    public Optional<SignedNote> covering() {
        LogPosition newest = database.transaction(stored::newest).orElse(null);
        if (newest == null) {
            return Optional.empty();
        }
        long end = System.nanoTime() + SIGNATURE_LIMIT.toNanos();
        long size = Long.MAX_VALUE;
        while (System.nanoTime() < end) {
            if (size == Long.MAX_VALUE && database.transaction(session -> stored.sequenced(session, newest))) {
                size = database.transaction(tree::state).size();
            }
            Optional<SignedNote> last = last();
            if (last.isPresent() && last.get().checkpoint().size() >= size) {
                return last.map(witnessed);
            }
            pause();
        }
        return Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a checkpoint", stopped);
        }
    }

    /** The proof that the checkpoint's tree has the leaf. */
    public TlogProof inclusion(long leafIndex, SignedNote note) {
        return new TlogProof(InclusionProof.of(new StoredSubtrees(database), leafIndex, note.checkpoint().size()), note);
    }

    /** The roots of the complete subtrees of the leaves from {@code start} to {@code end}. */
    public List<byte[]> range(long start, long end) {
        return CompactRange.hashes(new StoredSubtrees(database), start, end);
    }
}
