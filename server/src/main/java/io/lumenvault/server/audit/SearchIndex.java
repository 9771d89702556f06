package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.AuditBlock;
import io.lumenvault.db.audit.AuditFacet;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.SearchIndexRepository;
import io.lumenvault.db.audit.SearchIndexRepository.Indexable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.StatelessSession;

/**
 * Grows the index by which the log is searched, behind the log: a block for each so many entries. It may be lost and made again; the log
 * does not depend on it.
 */
public final class SearchIndex {

    /** Entries of a block: few enough to be read in a millisecond, many enough that all blocks can be looked through. */
    static final int BLOCK_ENTRIES = 512;
    private static final int BLOCKS_AT_ONCE = 16;
    private static final LogPosition START = new LogPosition("0", 0);

    private final SearchIndexRepository index = new SearchIndexRepository();
    private final Database database;
    /** Those that this node has written already. */
    private final Set<AuditFacet> known = new HashSet<>();

    public SearchIndex(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Indexes what fills whole blocks. @return the number of new blocks */
    public int grow() {
        int total = 0;
        int added;
        do {
            Map<AuditFacet, AuditFacet> fresh = new LinkedHashMap<>();
            added = database.transaction(session -> growOnce(session, fresh));
            known.addAll(fresh.keySet());
            total += added;
        } while (added == BLOCKS_AT_ONCE);
        return total;
    }

    private int growOnce(StatelessSession session, Map<AuditFacet, AuditFacet> fresh) {
        if (!index.lock(session)) {
            return 0;
        }
        AuditBlock last = index.last(session).orElse(null);
        long next = last == null ? 0 : last.block() + 1;
        List<Indexable> entries = index.settledAfter(session, last == null ? START : last.last(), BLOCK_ENTRIES * BLOCKS_AT_ONCE);
        int whole = entries.size() / BLOCK_ENTRIES;
        List<AuditBlock> blocks = new ArrayList<>();
        for (int i = 0; i < whole; i++) {
            blocks.add(block(next + i, entries.subList(i * BLOCK_ENTRIES, (i + 1) * BLOCK_ENTRIES), fresh));
        }
        if (!fresh.isEmpty()) {
            index.insertFacets(session, fresh.keySet());
        }
        blocks.forEach(block -> index.insert(session, block));
        return whole;
    }

    private AuditBlock block(long number, List<Indexable> entries, Map<AuditFacet, AuditFacet> fresh) {
        Set<Integer> terms = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (Indexable entry : entries) {
            Terms.add(entry.row(), texts, terms);
            AuditFacet facet = facet(entry.row());
            if (!known.contains(facet)) {
                fresh.put(facet, facet);
            }
        }
        List<Instant> times = entries.stream().map(entry -> entry.row().time()).sorted(Comparator.naturalOrder()).toList();
        return new AuditBlock(number, entries.getFirst().position(), entries.getLast().position(), times.getFirst(), times.getLast(), terms);
    }

    private static AuditFacet facet(AuditRow row) {
        return new AuditFacet(row.principal(), row.protocol(), row.operation(), row.result(), row.link() == null ? "" : row.link(),
                Terms.facet(row));
    }
}
