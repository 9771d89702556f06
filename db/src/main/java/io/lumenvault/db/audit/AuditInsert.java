package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Appends many entries by one execution of one statement. */
final class AuditInsert {

    private static final String COLUMNS = "event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac";
    private static final String SELECT = "insert into audit_entry (" + COLUMNS + ")"
            + " select new.event_id, new.time, new.principal, new.protocol, new.operation, new.result, new.reason, new.link,"
            + " new.objects::uuid[], new.body, new.mac from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    private static final String ENTRIES = SELECT + ") as new (" + COLUMNS + ")";
    private static final String USES = SELECT + ", ?, ?) as new (" + COLUMNS + ", uid, version)"
            + " join managed_object object on object.uid = new.uid and object.version = new.version returning event_id";

    /** The same, where uses that belong together are written all or not at all. */
    private static final String USES_TOGETHER = "insert into audit_entry (" + COLUMNS + ") select " + COLUMNS
            + " from (select new.event_id, new.time, new.principal, new.protocol, new.operation, new.result, new.reason, new.link,"
            + " new.objects::uuid[], new.body, new.mac, new.size, count(*) over (partition by new.part) as there"
            + " from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (" + COLUMNS + ", uid, version, part, size)"
            + " join managed_object object on object.uid = new.uid and object.version = new.version) as found"
            + " where there = size returning event_id";

    private AuditInsert() {}

    /** @throws SQLException also when the database has left one out, by a trigger or a rule that somebody has made */
    static void entries(Connection connection, List<AuditRow> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ENTRIES)) {
            bind(connection, insert, entries);
            int written = insert.executeUpdate();
            if (written != entries.size()) {
                throw new SQLException("the database has written " + written + " of " + entries.size() + " audit entries");
            }
        }
    }

    /** @return for each of the lists, whose uses belong together, whether it was written */
    static List<Boolean> uses(Connection connection, List<List<UseRow>> together) throws SQLException {
        List<UseRow> uses = together.stream().flatMap(List::stream).toList();
        boolean alone = uses.size() == together.size();
        try (PreparedStatement insert = connection.prepareStatement(alone ? USES : USES_TOGETHER)) {
            bind(connection, insert, uses.stream().map(UseRow::entry).toList());
            insert.setArray(12, Columns.of(connection, "uuid", uses, UseRow::uid));
            insert.setArray(13, Columns.of(connection, "bigint", uses, UseRow::version));
            if (!alone) {
                insert.setArray(14, connection.createArrayOf("int4", IntStream.range(0, together.size()).boxed()
                        .flatMap(part -> Collections.nCopies(together.get(part).size(), part).stream()).toArray()));
                insert.setArray(15, connection.createArrayOf("int4", together.stream()
                        .flatMap(part -> Collections.nCopies(part.size(), part.size()).stream()).toArray()));
            }
            Set<UUID> written = HashSet.newHashSet(uses.size());
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    written.add(rows.getObject(1, UUID.class));
                }
            }
            return together.stream().map(part -> part.stream().allMatch(use -> written.contains(use.entry().eventId()))).toList();
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, List<AuditRow> entries) throws SQLException {
        insert.setArray(1, Columns.of(connection, "uuid", entries, AuditRow::eventId));
        insert.setArray(2, Columns.times(connection, entries, AuditRow::time));
        insert.setArray(3, Columns.of(connection, "text", entries, AuditRow::principal));
        insert.setArray(4, Columns.of(connection, "text", entries, AuditRow::protocol));
        insert.setArray(5, Columns.of(connection, "text", entries, AuditRow::operation));
        insert.setArray(6, Columns.of(connection, "text", entries, AuditRow::result));
        insert.setArray(7, Columns.of(connection, "text", entries, AuditRow::reason));
        insert.setArray(8, Columns.of(connection, "text", entries, AuditRow::link));
        // An array of arrays must be rectangular; as text it need not be.
        insert.setArray(9, Columns.of(connection, "text", entries, entry -> text(entry.objects())));
        insert.setArray(10, Columns.bytes(connection, entries, AuditRow::body));
        insert.setArray(11, Columns.bytes(connection, entries, AuditRow::mac));
    }

    private static String text(List<UUID> objects) {
        return objects.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
