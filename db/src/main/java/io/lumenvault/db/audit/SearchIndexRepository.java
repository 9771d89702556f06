package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;

/** Statements that grow the search index. One node at a time does it, under an advisory lock. */
public final class SearchIndexRepository {

    private static final long INDEX_LOCK = 0x4c756d656e760008L;

    /** An entry to be indexed. */
    public record Indexable(LogPosition position, AuditRow row) {}

    /** Takes the indexer's lock for this transaction; false when another node holds it. */
    public boolean lock(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
                lock.setLong(1, INDEX_LOCK);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /** The newest block, without its terms; empty before the first. */
    public Optional<AuditBlock> last(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                            select block, first_xid::text, first_seq, last_xid::text, last_seq, since, until
                            from audit_block order by block desc limit 1""");
                    ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(new AuditBlock(rows.getLong(1), new LogPosition(rows.getString(2), rows.getLong(3)),
                        new LogPosition(rows.getString(4), rows.getLong(5)), rows.getObject(6, OffsetDateTime.class).toInstant(),
                        rows.getObject(7, OffsetDateTime.class).toInstant(), Set.of()));
            }
        });
    }

    /** Entries after a position, in their order; only those behind which none can appear any more. */
    public List<Indexable> settledAfter(StatelessSession session, LogPosition after, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select xid::text, seq, event_id, time, principal, protocol, operation, result, reason, link, objects, body
                    from audit_entry where (xid, seq) > (?::xid8, ?) and xid < pg_snapshot_xmin(pg_current_snapshot())
                    order by audit_entry.xid, seq limit ?""")) {
                select.setString(1, after.xid());
                select.setLong(2, after.seq());
                select.setInt(3, limit);
                List<Indexable> entries = new ArrayList<>(limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new Indexable(new LogPosition(rows.getString(1), rows.getLong(2)), AuditRepository.entryOf(rows)));
                    }
                }
                return entries;
            }
        });
    }

    public void insert(StatelessSession session, AuditBlock block) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into audit_block (block, first_xid, first_seq, last_xid, last_seq, since, until, terms)
                    values (?, ?::xid8, ?, ?::xid8, ?, ?, ?, ?)""")) {
                insert.setLong(1, block.block());
                insert.setString(2, block.first().xid());
                insert.setLong(3, block.first().seq());
                insert.setString(4, block.last().xid());
                insert.setLong(5, block.last().seq());
                insert.setObject(6, OffsetDateTime.ofInstant(block.since(), ZoneOffset.UTC));
                insert.setObject(7, OffsetDateTime.ofInstant(block.until(), ZoneOffset.UTC));
                // In order, as the index of terms holds them.
                insert.setArray(8, connection.createArrayOf("int4", block.terms().stream().sorted().toArray()));
                insert.executeUpdate();
            }
        });
    }

    /** Adds the combinations that are new. */
    public void insertFacets(StatelessSession session, Collection<AuditFacet> facets) {
        List<AuditFacet> ordered = List.copyOf(facets);
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into audit_facet (principal, protocol, operation, result, link, term)
                    select * from unnest(?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
                insert.setArray(1, Columns.of(connection, "text", ordered, AuditFacet::principal));
                insert.setArray(2, Columns.of(connection, "text", ordered, AuditFacet::protocol));
                insert.setArray(3, Columns.of(connection, "text", ordered, AuditFacet::operation));
                insert.setArray(4, Columns.of(connection, "text", ordered, AuditFacet::result));
                insert.setArray(5, Columns.of(connection, "text", ordered, AuditFacet::link));
                insert.setArray(6, Columns.of(connection, "int4", ordered, AuditFacet::term));
                insert.executeUpdate();
            }
        });
    }
}
