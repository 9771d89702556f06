package io.lumenvault.db.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Appends many entries by one execution of one statement: each row by itself would cost PostgreSQL several times as much, in
 * starting and ending the execution.
 */
final class AuditInsert {

    private static final String COLUMNS = "event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac";
    private static final String SELECT = "insert into audit_entry (" + COLUMNS + ")"
            + " select new.event_id, new.time, new.principal, new.protocol, new.operation, new.result, new.reason, new.link,"
            + " new.objects::uuid[], new.body, new.mac from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    private static final String ENTRIES = SELECT + ") as new (" + COLUMNS + ")";
    private static final String USES = SELECT + ", ?, ?) as new (" + COLUMNS + ", uid, version)"
            + " join managed_object object on object.uid = new.uid and object.version = new.version returning event_id";

    private AuditInsert() {}

    static void entries(Connection connection, List<AuditRow> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ENTRIES)) {
            bind(connection, insert, entries);
            insert.executeUpdate();
        }
    }

    /** @return for each use whether it was written */
    static List<Boolean> uses(Connection connection, List<UseRow> uses) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(USES)) {
            bind(connection, insert, uses.stream().map(UseRow::entry).toList());
            insert.setArray(12, column(connection, "uuid", uses, UseRow::uid));
            insert.setArray(13, column(connection, "bigint", uses, UseRow::version));
            Set<UUID> written = HashSet.newHashSet(uses.size());
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    written.add(rows.getObject(1, UUID.class));
                }
            }
            return uses.stream().map(use -> written.contains(use.entry().eventId())).toList();
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, List<AuditRow> entries) throws SQLException {
        insert.setArray(1, column(connection, "uuid", entries, AuditRow::eventId));
        insert.setArray(2, column(connection, "timestamptz", entries, entry -> OffsetDateTime.ofInstant(entry.time(), ZoneOffset.UTC)));
        insert.setArray(3, column(connection, "text", entries, AuditRow::principal));
        insert.setArray(4, column(connection, "text", entries, AuditRow::protocol));
        insert.setArray(5, column(connection, "text", entries, AuditRow::operation));
        insert.setArray(6, column(connection, "text", entries, AuditRow::result));
        insert.setArray(7, column(connection, "text", entries, AuditRow::reason));
        insert.setArray(8, column(connection, "text", entries, AuditRow::link));
        // An array of arrays must be rectangular; as text it need not be.
        insert.setArray(9, column(connection, "text", entries, entry -> text(entry.objects())));
        insert.setArray(10, connection.createArrayOf("bytea", entries.stream().map(AuditRow::body).toArray(byte[][]::new)));
        insert.setArray(11, connection.createArrayOf("bytea", entries.stream().map(AuditRow::mac).toArray(byte[][]::new)));
    }

    private static String text(List<UUID> objects) {
        return objects.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static <R> Array column(Connection connection, String type, List<R> rows, Function<R, Object> value) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
