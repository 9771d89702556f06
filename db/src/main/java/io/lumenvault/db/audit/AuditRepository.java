package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on audit entries. There is no statement that changes or removes one. */
public final class AuditRepository {

    private static final String COLUMNS = "(event_id, time, principal, protocol, operation, result, reason, link, objects, body)";

    /** Appends an entry in the caller's transaction. */
    public void insert(StatelessSession session, AuditRow row) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into audit_entry " + COLUMNS + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                bind(connection, insert, row);
                insert.executeUpdate();
            }
        });
    }

    /**
     * Appends entries of uses of objects, each only if the object still has the version that was read: the check and the record of
     * a use are one statement.
     *
     * @return for each whether it was written; false when the object has changed
     */
    public List<Boolean> insertUses(StatelessSession session, List<UseRow> uses) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into audit_entry " + COLUMNS
                    + " select ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from managed_object where uid = ? and version = ?")) {
                for (UseRow use : uses) {
                    bind(connection, insert, use.entry());
                    insert.setObject(11, use.uid());
                    insert.setLong(12, use.version());
                    insert.addBatch();
                }
                return Arrays.stream(insert.executeBatch()).mapToObj(written -> written == 1).toList();
            }
        });
    }

    private static void bind(Connection connection, PreparedStatement insert, AuditRow row) throws SQLException {
        insert.setObject(1, row.eventId());
        insert.setObject(2, OffsetDateTime.ofInstant(row.time(), ZoneOffset.UTC));
        insert.setString(3, row.principal());
        insert.setString(4, row.protocol());
        insert.setString(5, row.operation());
        insert.setString(6, row.result());
        insert.setString(7, row.reason());
        insert.setString(8, row.link());
        insert.setArray(9, connection.createArrayOf("uuid", row.objects().toArray()));
        insert.setBytes(10, row.body());
    }

    /** Entries that meet the search, newest first. */
    public List<FoundEntry> search(StatelessSession session, AuditSearch search) {
        return session.doReturningWork(connection -> {
            AuditSearchQuery query = AuditSearchQuery.of(search);
            try (PreparedStatement select = query.prepare(connection); ResultSet rows = select.executeQuery()) {
                List<FoundEntry> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(entry(rows));
                }
                return found;
            }
        });
    }

    private static FoundEntry entry(ResultSet rows) throws SQLException {
        long leaf = rows.getLong("leaf_index");
        Long leafIndex = rows.wasNull() ? null : leaf;
        return new FoundEntry(rows.getLong("seq"), leafIndex, entryOf(rows));
    }

    static AuditRow entryOf(ResultSet rows) throws SQLException {
        return new AuditRow(
                rows.getObject("event_id", UUID.class),
                rows.getObject("time", OffsetDateTime.class).toInstant(),
                rows.getString("principal"), rows.getString("protocol"), rows.getString("operation"),
                rows.getString("result"), rows.getString("reason"), rows.getString("link"),
                List.of((UUID[]) rows.getArray("objects").getArray()), rows.getBytes("body"));
    }
}
