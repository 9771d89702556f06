package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hibernate.StatelessSession;

/** Statements that find entries: which blocks may hold some, and those of a block or of what has not been indexed yet. */
public final class SearchRepository {

    private static final String COLUMNS = """
            e.xid::text as xid, e.seq, e.event_id, e.time, e.principal, e.protocol, e.operation, e.result, e.reason, e.link, e.objects, e.body""";
    /** Leaf by leaf: where the planner takes many to be found, it would read all leaves of the log. */
    private static final String LEAF = "left join lateral (select leaf_index from audit_leaf where seq = found.seq and time = found.time offset 0)"
            + " leaf on true ";
    private static final String WITH_LEAF = "select found.*, leaf.leaf_index from found " + LEAF
            + "order by found.xid::xid8 desc, found.seq desc";

    /** No statement of this transaction runs longer, and none reads a whole table. */
    public void bound(StatelessSession session, long millis) {
        session.doWork(connection -> execute(connection, "set local statement_timeout = " + millis, "set local enable_seqscan = off"));
    }

    private static void execute(Connection connection, String... settings) throws SQLException {
        try (Statement set = connection.createStatement()) {
            for (String setting : settings) {
                set.execute(setting);
            }
        }
    }

    /** The terms of the combinations of columns that have occurred and meet the search, at most {@code limit}. */
    public List<Integer> facets(StatelessSession session, AuditSearch search, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select term from audit_facet
                    where (?::text is null or principal = ?) and (?::text is null or operation = ?)
                        and (?::text is null or result = ?) and (?::text is null or link = ?)
                        and (?::text[] is null or principal = any(?) or link = any(?)) limit ?""")) {
                String[] given = {search.principal(), search.operation(), search.result(), search.link()};
                for (int i = 0; i < given.length; i++) {
                    select.setString(2 * i + 1, given[i]);
                    select.setString(2 * i + 2, given[i]);
                }
                AuditScope scope = search.scope();
                Array principals = scope == null ? null : connection.createArrayOf("text", scope.principals().toArray());
                select.setArray(2 * given.length + 1, principals);
                select.setArray(2 * given.length + 2, principals);
                select.setArray(2 * given.length + 3, scope == null ? null : connection.createArrayOf("text", scope.links().toArray()));
                select.setInt(2 * given.length + 4, limit);
                List<Integer> terms = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        terms.add(rows.getInt(1));
                    }
                }
                return terms;
            }
        });
    }

    /**
     * Blocks that may hold entries that meet the search, newest first.
     *
     * @param all terms that the block must all have
     * @param any terms of which it must have one; empty for no such condition
     */
    public List<AuditBlock> blocks(StatelessSession session, AuditSearch search, Collection<Integer> all, Collection<Integer> any, int limit) {
        return session.doReturningWork(connection -> {
            // The planner would read the hashes of all blocks where it takes a term to be frequent.
            execute(connection, "set local enable_bitmapscan = on", "set local enable_indexscan = " + (all.isEmpty() && any.isEmpty()));
            String byTerms = (all.isEmpty() ? "" : " and terms @> ?") + (any.isEmpty() ? "" : " and terms && ?");
            // Without terms the newest blocks are the first of the primary key: nothing has to be gathered before.
            try (PreparedStatement select = connection.prepareStatement("with hit as " + (byTerms.isEmpty() ? "" : "materialized ") + """
                    (select block, first_xid, first_seq, last_xid, last_seq, since, until from audit_block where true""" + byTerms + """
                    )
                    select block, first_xid::text, first_seq, last_xid::text, last_seq, since, until from hit
                    where (?::timestamptz is null or until >= ?) and (?::timestamptz is null or since < ?)
                        and (?::text is null or (first_xid, first_seq) < (?::xid8, ?))
                    order by block desc limit ?""")) {
                int parameter = 1;
                for (Collection<Integer> terms : List.of(all, any)) {
                    if (!terms.isEmpty()) {
                        select.setArray(parameter++, connection.createArrayOf("int4", terms.toArray()));
                    }
                }
                parameter = bindRange(select, parameter, search);
                select.setInt(parameter, limit);
                return blocks(select);
            }
        });
    }

    private static int bindRange(PreparedStatement select, int first, AuditSearch search) throws SQLException {
        OffsetDateTime since = search.since() == null ? null : OffsetDateTime.ofInstant(search.since(), ZoneOffset.UTC);
        OffsetDateTime until = search.until() == null ? null : OffsetDateTime.ofInstant(search.until(), ZoneOffset.UTC);
        select.setObject(first, since);
        select.setObject(first + 1, since);
        select.setObject(first + 2, until);
        select.setObject(first + 3, until);
        LogPosition before = search.before();
        select.setString(first + 4, before == null ? null : before.xid());
        select.setString(first + 5, before == null ? null : before.xid());
        select.setLong(first + 6, before == null ? 0 : before.seq());
        return first + 7;
    }

    private static List<AuditBlock> blocks(PreparedStatement select) throws SQLException {
        List<AuditBlock> blocks = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                blocks.add(new AuditBlock(rows.getLong(1), new LogPosition(rows.getString(2), rows.getLong(3)),
                        new LogPosition(rows.getString(4), rows.getLong(5)), rows.getObject(6, OffsetDateTime.class).toInstant(),
                        rows.getObject(7, OffsetDateTime.class).toInstant(), Set.of()));
            }
        }
        return blocks;
    }

    /** The entries of blocks that meet the search, newest first. */
    public List<FoundEntry> entries(StatelessSession session, AuditSearch search, List<AuditBlock> blocks, int limit) {
        EntryConditions conditions = EntryConditions.of(search);
        return session.doReturningWork(connection -> {
            execute(connection, "set local enable_bitmapscan = off", "set local enable_indexscan = on");
            // Offset 0 has the planner read each block by its range alone: else it holds the whole log against the blocks in the order
            // wanted, or reads a month for each block by another condition's index.
            try (PreparedStatement select = connection.prepareStatement("with found as (select " + COLUMNS + """
                     from unnest(?::text[]::xid8[], ?::bigint[], ?::text[]::xid8[], ?::bigint[]) as block (first_xid, first_seq, last_xid, last_seq)
                    cross join lateral (select * from audit_entry
                        where (xid, seq) >= (block.first_xid, block.first_seq) and (xid, seq) <= (block.last_xid, block.last_seq) offset 0) e
                    where""" + " " + conditions.sql() + """
                     order by e.xid desc, e.seq desc limit ?)
                    """ + WITH_LEAF)) {
                select.setArray(1, Columns.of(connection, "text", blocks, block -> block.first().xid()));
                select.setArray(2, Columns.of(connection, "int8", blocks, block -> block.first().seq()));
                select.setArray(3, Columns.of(connection, "text", blocks, block -> block.last().xid()));
                select.setArray(4, Columns.of(connection, "int8", blocks, block -> block.last().seq()));
                select.setInt(conditions.bind(select, 5), limit);
                return found(select);
            }
        });
    }

    /**
     * Among the newest entries after a position those that meet the search, newest first.
     *
     * @param after the last entry that the index has, or null
     * @param window so many entries are looked at
     */
    public Tail tail(StatelessSession session, AuditSearch search, LogPosition after, int window) {
        EntryConditions conditions = EntryConditions.of(search);
        LogPosition from = after == null ? new LogPosition("0", 0) : after;
        LogPosition to = search.before() == null ? new LogPosition("18446744073709551615", 0) : search.before();
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    with e as materialized (select * from audit_entry where (xid, seq) > (?::xid8, ?) and (xid, seq) < (?::xid8, ?)
                        order by xid desc, seq desc limit ?),
                    lowest as (select xid, seq, count(*) over () as number from e order by xid, seq limit 1),
                    found as (select""" + " " + COLUMNS + " from e where " + conditions.sql() + """
                    )
                    select lowest.xid::text as low_xid, lowest.seq as low_seq, lowest.number, found.*, leaf.leaf_index
                    from lowest left join found on true""" + " " + LEAF + """
                     order by found.xid::xid8 desc, found.seq desc""")) {
                select.setString(1, from.xid());
                select.setLong(2, from.seq());
                select.setString(3, to.xid());
                select.setLong(4, to.seq());
                select.setInt(5, window);
                conditions.bind(select, 6);
                return tail(select);
            }
        });
    }

    /** The entries of the tail that meet a search; the lowest position that was looked at, null for none; and how many were looked at. */
    public record Tail(List<FoundEntry> entries, LogPosition lowest, int seen) {}

    private static Tail tail(PreparedStatement select) throws SQLException {
        List<FoundEntry> found = new ArrayList<>();
        LogPosition lowest = null;
        int seen = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                lowest = new LogPosition(rows.getString("low_xid"), rows.getLong("low_seq"));
                seen = rows.getInt("number");
                if (rows.getString("xid") != null) {
                    found.add(entry(rows));
                }
            }
        }
        return new Tail(found, lowest, seen);
    }

    private static List<FoundEntry> found(PreparedStatement select) throws SQLException {
        List<FoundEntry> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(entry(rows));
            }
        }
        return found;
    }

    private static FoundEntry entry(ResultSet rows) throws SQLException {
        long leaf = rows.getLong("leaf_index");
        Long leafIndex = rows.wasNull() ? null : leaf;
        return new FoundEntry(new LogPosition(rows.getString("xid"), rows.getLong("seq")), leafIndex, AuditRepository.entryOf(rows));
    }
}
