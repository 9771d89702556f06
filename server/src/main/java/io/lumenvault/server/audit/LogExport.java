package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.LogPages;
import io.lumenvault.db.audit.LogPages.Leaf;
import io.lumenvault.db.audit.ProofRepository;
import io.lumenvault.db.audit.ProofRepository.LeafRange;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Writes entries of a time, or all, in a format for others; a page at a time, so that a log of any length needs no more memory. */
public final class LogExport {

    private static final int PAGE = 1000;

    private final LogPages pages = new LogPages();
    private final ProofRepository stored = new ProofRepository();
    private final Database database;
    private final LogProofs proofs;
    private final List<NoteKey> keys;

    /** @param keys those that sign the log's checkpoints */
    public LogExport(Database database, LogProofs proofs, List<NoteKey> keys) {
        this.database = Objects.requireNonNull(database, "database");
        this.proofs = Objects.requireNonNull(proofs, "proofs");
        this.keys = List.copyOf(keys);
    }

    /**
     * What is to be written.
     *
     * @param note the checkpoint that covers the entries
     * @param range the leaves of these times
     * @param since earliest time, included, or null
     * @param until latest time, excluded, or null
     * @param before roots of the complete subtrees in front of the range
     * @param after roots of those behind it
     * @param keys those that sign the log's checkpoints
     */
    public record Extract(SignedNote note, LeafRange range, Instant since, Instant until, List<byte[]> before, List<byte[]> after,
            List<NoteKey> keys) {

        /** Whether an entry of this time was asked for; others may stand among them. */
        boolean wants(Instant time) {
            return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
        }
    }

    /** How the parts of an export are written. */
    public interface Format {

        /** In front of all entries. */
        void begin(Extract extract, OutputStream out) throws IOException;

        /** An entry that was asked for. */
        void entry(Leaf leaf, OutputStream out) throws IOException;

        /** A leaf within the range whose entry was not asked for, or has been archived. */
        void hash(Leaf leaf, OutputStream out) throws IOException;
    }

    /** The entries of a time that are committed now; empty when no checkpoint covers them in time. */
    public Optional<Extract> of(Instant since, Instant until) {
        return proofs.covering().map(note -> {
            long size = note.checkpoint().size();
            LeafRange range = database.transaction(session -> stored.between(session, since, until, size));
            return new Extract(note, range, since, until, proofs.range(0, range.start()), proofs.range(range.end(), size), keys);
        });
    }

    /** Writes it. */
    public void write(Extract extract, Format format, OutputStream target) throws IOException {
        OutputStream out = new BufferedOutputStream(target, 1 << 16);
        format.begin(extract, out);
        for (long next = extract.range().start(); next < extract.range().end(); ) {
            long first = next;
            long end = Math.min(first + PAGE, extract.range().end());
            List<Leaf> page = database.transaction(session -> pages.leaves(session, first, end));
            if (page.isEmpty() || page.getFirst().leafIndex() != first) {
                throw new IOException("leaf " + first + " is missing");
            }
            for (Leaf leaf : page) {
                if (leaf.entry() != null && extract.wants(leaf.entry().time())) {
                    format.entry(leaf, out);
                } else {
                    format.hash(leaf, out);
                }
            }
            next += page.size();
        }
        out.flush();
    }
}
