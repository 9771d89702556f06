package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.RefusedRepository;
import io.lumenvault.db.audit.RefusedRepository.Sequenced;
import io.lumenvault.db.audit.RefusedRepository.TimedLeaf;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.db.audit.TreeRepository.Unsequenced;
import io.lumenvault.tlog.MerkleHasher;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/**
 * Tells entries from rows that no node wrote: an entry has the MAC of a node, and it is in the log once. So neither an invented row nor a
 * copy of an old entry gets a leaf, and no head is signed over leaves of such rows, however they came into the table.
 */
final class EntryCheck {

    private static final int PAGE = 4096;

    private final RefusedRepository rows = new RefusedRepository();
    private final MerkleHasher hasher = new MerkleHasher();
    private final Database database;
    private final EntrySeal seal;
    private final RecentLeaves recent = new RecentLeaves();
    private final KnownTree known;
    private final Consumer<byte[]> leaves;
    /** Leaves of the known tree up to this one have been checked by this node. */
    private long checked;

    /** @param leaves told of the hash of each leaf that is added, by this node or another one */
    EntryCheck(Database database, EntrySeal seal, Consumer<byte[]> leaves) {
        this.leaves = Objects.requireNonNull(leaves, "leaves");
        this.database = Objects.requireNonNull(database, "database");
        this.seal = Objects.requireNonNull(seal, "seal");
        this.known = new KnownTree(database);
    }

    /** Before rows are looked at: takes note of leaves that another node has added. @param size of the tree */
    void follow(StatelessSession session, long size) {
        if (recent.end() == size) {
            return;
        }
        if (recent.end() > 0 && size - recent.end() <= RecentLeaves.MOST) {
            rows.leaves(session, recent.end(), size).forEach(this::add);
            return;
        }
        long from = Math.max(0, size - RecentLeaves.MOST);
        List<TimedLeaf> last = rows.leaves(session, from, size);
        recent.begin(size, last, last.isEmpty() ? null
                : rows.latest(session, last.stream().map(TimedLeaf::time).min(Comparator.naturalOrder()).orElseThrow(), from));
        last.forEach(leaf -> leaves.accept(leaf.hash()));
    }

    private void add(TimedLeaf leaf) {
        recent.add(leaf);
        leaves.accept(leaf.hash());
    }

    /** Whether entries can be told from others: not while this node has no key and another one has. */
    boolean canTell(List<Unsequenced> found) {
        return seal.begun() || found.stream().allMatch(row -> row.mac() == null);
    }

    /** Whether a row that has no leaf yet is an entry. @param leafIndex and hash that its leaf would have */
    boolean isEntry(StatelessSession session, Unsequenced row, long leafIndex, byte[] hash) {
        return seal.accepts(leafIndex, row.time().toInstant(), row.body(), row.mac())
                && !(recent.mayHave(hash, row.time()) && rows.hasLeaf(session, hash, row.time()));
    }

    /** After the leaves have been committed. @param before the tree before them; they count as checked where it is the known one */
    void added(TreeState before, TreeState after, List<Unsequenced> entries, List<byte[]> hashes) {
        for (int i = 0; i < entries.size(); i++) {
            add(new TimedLeaf(hashes.get(i), entries.get(i).time()));
        }
        if (known.is(before)) {
            checked = checked == before.size() ? after.size() : checked;
            known.become(after);
        }
    }

    /**
     * Leaves that this node has not added itself are those of entries too.
     *
     * @param signed leaves below this one are under a signed head: they have been checked before it was signed
     * @param state the tree whose head is to be signed
     * @throws LogRolledBackException when it does not extend the tree that this node has seen before
     * @throws LogDamagedException naming the first leaf that is of none
     */
    void requireEntries(long signed, TreeState state) {
        known.requireExtendedBy(state);
        known.become(state);
        checked = Math.max(checked, signed);
        // Page by page, so that one that the database does not give now has those before it behind it.
        while (checked < state.size()) {
            long next = Math.min(state.size(), checked + PAGE);
            String fault = fault(checked, next);
            if (fault != null) {
                throw new LogDamagedException(fault);
            }
            checked = next;
        }
    }

    /** What is wrong with leaves from one index to another, however many; null when nothing is. */
    String faultIn(long from, long to) {
        String fault = null;
        for (long next = from; next < to && fault == null; next += PAGE) {
            fault = fault(next, Math.min(to, next + PAGE));
        }
        return fault;
    }

    /** What is wrong with leaves from one index to another; null when each is of an entry that stands in the log once. */
    private String fault(long from, long to) {
        // Planned for this range: a plan for any range reads the whole table, for each page anew.
        return database.search(session -> {
            List<Sequenced> leaves = rows.sequenced(session, from, to);
            for (int i = 0; i < leaves.size(); i++) {
                Sequenced leaf = leaves.get(i);
                if (leaf.leafIndex() != from + i || leaf.body() == null || !Arrays.equals(hasher.leaf(leaf.body()), leaf.hash())) {
                    return "leaf " + (from + i) + " or its entry is missing or has been changed";
                } else if (!seal.accepts(leaf.leafIndex(), leaf.time().toInstant(), leaf.body(), leaf.mac())) {
                    return "the entry of leaf " + leaf.leafIndex() + " was written by no node";
                }
            }
            return leaves.size() < to - from ? "leaf " + (from + leaves.size()) + " is missing" : repetition(session, from, to);
        });
    }

    private String repetition(StatelessSession session, long from, long to) {
        OptionalLong repeated = rows.firstRepeated(session, from, to);
        return repeated.isPresent() ? "the entry of leaf " + repeated.getAsLong() + " stands in the log before" : null;
    }

    /** Of rows that were set apart the first that is an entry all the same; null when there is none. */
    String refusedWrongly(StatelessSession session, List<Unsequenced> refused) {
        return refused.stream().filter(row -> seal.accepts(Long.MAX_VALUE, row.time().toInstant(), row.body(), row.mac())
                        && !rows.hasLeaf(session, hasher.leaf(row.body()), row.time()))
                .findFirst().map(row -> "the entry with number " + row.seq() + " was written by a node and has no leaf").orElse(null);
    }
}
