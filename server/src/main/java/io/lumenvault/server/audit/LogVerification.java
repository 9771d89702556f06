package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.LogPages;
import io.lumenvault.db.audit.RefusedRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.db.audit.TreeRepository.Unsequenced;
import io.lumenvault.tlog.SignedNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Recomputes the whole tree from the stored bodies, and compares it with every signed head, every stored node and the frontier, the
 * columns with the bodies, and the database with the heads that are held outside it. It may run while the log grows.
 */
public final class LogVerification {

    /** So many times it begins anew while months are archived. */
    private static final int MOST_AGAIN = 3;

    private final TreeRepository tree = new TreeRepository();
    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final LogPages pages = new LogPages();
    private final Database database;
    private final LogIdentity identity;
    private final RefusedRepository refused = new RefusedRepository();
    private final LogContinuity continuity;
    private final EntrySeal seal;
    private final Path archiveFolder;
    private final CheckedPages checked;
    private final LogProofs proofs;

    /**
     * @param seal tells entries from rows that no node wrote
     * @param continuity knows the heads outside the database, which the log must extend
     * @param archiveFolder where archives of months are, as far as they are at hand
     */
    public LogVerification(Database database, EntrySeal seal, LogIdentity identity, LogContinuity continuity, Path archiveFolder) {
        this.archiveFolder = Objects.requireNonNull(archiveFolder, "archiveFolder");
        this.database = Objects.requireNonNull(database, "database");
        this.seal = Objects.requireNonNull(seal, "seal");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.proofs = new LogProofs(database, identity);
        this.checked = new CheckedPages(database, seal);
        this.continuity = Objects.requireNonNull(continuity, "continuity");
    }

    /**
     * What a verification found.
     *
     * @param entries number of leaves recomputed
     * @param checkpoints number of signed heads compared
     * @param archived number of leaves whose bodies are in archives, by the log's own record
     * @param leafOnly number of those whose archive is not at hand: of these the leaf alone was checked
     * @param refused number of rows in the table that are none of the log's entries: no node wrote them, or they are copies
     * @param fault the first thing that is wrong, or null when the log is whole
     */
    public record Report(long entries, long checkpoints, long archived, long leafOnly, long refused, String fault) {}

    /**
     * Verifies the log as it is now. A month may be archived at the same time: then bodies are missing whose archive is recorded behind the
     * tree that is verified, and a fault may come of that alone.
     */
    public Report verify() {
        for (int again = MOST_AGAIN; ; again--) {
            // First, so that the tree read after it can only be larger.
            List<SignedNote> held;
            try {
                held = continuity.held();
            } catch (LogRolledBackException foreign) {
                return new Report(0, 0, 0, 0, 0, foreign.getMessage());
            }
            TreeState state = database.transaction(tree::state);
            Report report = verify(held, state);
            if (report.fault() == null || again == 0
                    || !database.search(session -> pages.hasAfter(session, state.last(), ArchivedMonth.OPERATION)) || !proofs.awaitSequenced()) {
                return report;
            }
        }
    }

    private Report verify(List<SignedNote> held, TreeState state) {
        RecomputedLog recomputed = new RecomputedLog(identity, held);
        List<Unsequenced> setApart = database.transaction(session -> refused.upTo(session, state));
        String fault = checked.addTo(recomputed, state.size());
        if (fault == null) {
            fault = endFault(recomputed, state, setApart);
        }
        if (fault == null && !held.stream().allMatch(note -> continuity.isStored(note.checkpoint()))) {
            fault = "the signed head that is held outside the database is missing in it";
        }
        ArchiveReader archives = new ArchiveReader(database, archiveFolder);
        long unseen = 0;
        for (ArchivedMonth month : fault == null ? recomputed.archives() : List.<ArchivedMonth>of()) {
            if (archives.has(month)) {
                fault = fault == null ? archives.fault(month) : fault;
            } else {
                unseen += month.entries();
            }
        }
        return new Report(recomputed.size(), recomputed.compared(), recomputed.absent(), unseen, setApart.size(), fault);
    }

    private String endFault(RecomputedLog recomputed, TreeState state, List<Unsequenced> setApart) {
        String fault = recomputed.endFault(state, database);
        if (fault == null) {
            fault = unsignedFault(state.size());
        }
        if (fault == null) {
            fault = database.transaction(session -> new EntryCheck(database, seal, _ -> { }).refusedWrongly(session, setApart));
        }
        if (fault != null) {
            return fault;
        }
        long unleafed = database.transaction(session -> pages.entriesUpTo(session, state)) - setApart.size()
                - (recomputed.size() - recomputed.absent());
        if (unleafed != 0) {
            return unleafed + " entries stand among those of the tree and have no leaf";
        }
        return database.transaction(session -> {
            if (pages.hasLeavesOutside(session)) {
                return "there are leaves outside the tree";
            } else if (pages.nodesOutside(session) != 0) {
                return "there are tree nodes over leaves that do not exist";
            } else if (pages.checkpointsOutside(session) != 0) {
                return "there are signed heads of larger trees than the log's";
            }
            long future = pages.ofTheFuture(session);
            return future == 0 ? null : future + " entries say that they are of transactions that have not begun";
        });
    }

    /** Leaves under a signed head were found to be of entries before it was signed. */
    private String unsignedFault(long size) {
        long signed = database.transaction(checkpoints::last).map(StoredCheckpoint::size).orElse(0L);
        return new EntryCheck(database, seal, _ -> { }).faultIn(signed, size);
    }
}
