package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.AuditBlock;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.SearchIndexRepository;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.db.audit.SearchRepository;
import io.lumenvault.db.audit.SearchRepository.Tail;
import io.lumenvault.db.audit.TreeRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Finds entries, newest first: in what has not been indexed yet by reading it, in the rest by reading the blocks that may hold some. A
 * page takes a bounded time whatever is asked: where that is over before the page is full, it ends early and says where to go on.
 */
public final class LogSearch {

    private static final long PAGE_NANOS = Duration.ofMillis(100).toNanos();
    /** Where others' entries are left out, an early end would tell of them: a page is full or the last one, unless it takes as long as this. */
    private static final long SCOPED_PAGE_NANOS = Duration.ofSeconds(10).toNanos();
    /** For a single statement that has gone wrong; those of a page take a few milliseconds each. */
    private static final long STATEMENT_MILLIS = 2000;
    private static final int TAIL_WINDOW = 2048;
    private static final int CANDIDATES = 64;
    private static final int MOST_BLOCKS_AT_ONCE = 8;
    /** With more combinations than this, the columns' own terms serve better. */
    private static final int MOST_FACETS = 1000;

    private final SearchRepository entries = new SearchRepository();
    private final TreeRepository tree = new TreeRepository();
    private final SearchIndexRepository index = new SearchIndexRepository();
    private final Database database;

    public LogSearch(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** The words of a text, as a search asks for them: an entry is found when its body has them all. */
    public static List<String> words(String text) {
        return Terms.wordsOf(text);
    }

    /** The next page of a search. */
    public SearchPage page(AuditSearch search) {
        return database.search(session -> {
            entries.bound(session, STATEMENT_MILLIS);
            return new Run(session, search).page();
        });
    }

    /** One page in the making. */
    private final class Run {

        private final StatelessSession session;
        private final AuditSearch asked;
        private final List<FoundEntry> found = new ArrayList<>();
        private final long end;
        /** Where the tree ended, before anything was read. */
        private final LogPosition sequenced;
        /** What is left to search through. */
        private AuditSearch rest;

        Run(StatelessSession session, AuditSearch asked) {
            this.session = session;
            this.asked = asked;
            this.rest = asked;
            this.sequenced = tree.state(session).last();
            this.end = System.nanoTime() + (asked.scope() == null ? PAGE_NANOS : SCOPED_PAGE_NANOS);
        }

        SearchPage page() {
            LogPosition indexed = index.last(session).map(AuditBlock::last).orElse(null);
            if (!readTail(indexed)) {
                return ended();
            }
            if (indexed == null) {
                return new SearchPage(found, null);
            }
            LogPosition behind = new LogPosition(indexed.xid(), indexed.seq() + 1);
            if (rest.before() == null || behind.compareTo(rest.before()) < 0) {
                rest = rest.continuedBefore(behind);
            }
            return readBlocks() ? new SearchPage(found, null) : ended();
        }

        /** @return whether all of the tail has been read */
        private boolean readTail(LogPosition indexed) {
            if (rest.before() != null && indexed != null && indexed.compareTo(rest.before()) >= 0) {
                return true;
            }
            while (true) {
                Tail tail = entries.tail(session, rest, indexed, TAIL_WINDOW);
                if (!take(tail.entries())) {
                    return false;
                }
                if (tail.seen() < TAIL_WINDOW) {
                    return true;
                }
                rest = rest.continuedBefore(tail.lowest());
                if (isLate()) {
                    return false;
                }
            }
        }

        /** @return whether all blocks have been read */
        private boolean readBlocks() {
            List<Integer> all = Terms.of(asked);
            List<Integer> any = any();
            if (any != null && any.isEmpty()) {
                return true;
            }
            while (true) {
                List<AuditBlock> blocks = entries.blocks(session, rest, all, any == null ? List.of() : any, CANDIDATES);
                if (!read(blocks)) {
                    return false;
                }
                if (blocks.size() < CANDIDATES) {
                    return true;
                }
            }
        }

        /**
         * Terms of which an entry has one: those of the combinations of columns that meet the search; where there are too many, or too few
         * columns are asked for, of whose entries are searched. Null for no such condition.
         */
        private List<Integer> any() {
            long columns = Stream.of(asked.principal(), asked.operation(), asked.result(), asked.link()).filter(Objects::nonNull).count();
            List<Integer> owners = asked.scope() == null ? null : Terms.of(asked.scope());
            if (columns < (owners == null ? 2 : 1)) {
                return owners;
            }
            List<Integer> facets = entries.facets(session, asked, MOST_FACETS + 1);
            return facets.size() > MOST_FACETS ? owners : facets;
        }

        private boolean read(List<AuditBlock> blocks) {
            int size = 1;
            for (int at = 0; at < blocks.size(); ) {
                List<AuditBlock> some = blocks.subList(at, Math.min(at + size, blocks.size()));
                if (!readAll(some)) {
                    return false;
                }
                rest = rest.continuedBefore(some.getLast().first());
                if (isLate()) {
                    return false;
                }
                at += some.size();
                size = Math.min(2 * size, MOST_BLOCKS_AT_ONCE);
            }
            return true;
        }

        private boolean readAll(List<AuditBlock> blocks) {
            while (true) {
                // Words are compared after reading, so that no number of rows read is known to be enough.
                int most = asked.words().isEmpty() ? asked.limit() - found.size() : Integer.MAX_VALUE;
                List<FoundEntry> more = entries.entries(session, rest, blocks, most);
                if (!take(more)) {
                    return false;
                }
                if (more.size() < most) {
                    return true;
                }
                // Rows among them were none of the log's entries.
                rest = rest.continuedBefore(more.getLast().position());
            }
        }

        /** A row up to the end of the tree that has no leaf was refused one: it is none of the log's entries. */
        private boolean isEntry(FoundEntry row) {
            return row.leafIndex() != null || row.position().compareTo(sequenced) > 0;
        }

        /** @return false when the page is full */
        private boolean take(List<FoundEntry> more) {
            for (FoundEntry entry : more) {
                if (isEntry(entry) && Terms.has(entry.row().body(), asked.words())) {
                    found.add(entry);
                    if (found.size() == asked.limit()) {
                        rest = rest.continuedBefore(entry.position());
                        return false;
                    }
                }
            }
            return true;
        }

        private SearchPage ended() {
            return new SearchPage(found, rest.before());
        }

        private boolean isLate() {
            return System.nanoTime() > end;
        }
    }
}
