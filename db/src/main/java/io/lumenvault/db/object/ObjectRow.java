package io.lumenvault.db.object;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads one object. Every use of a key begins with this statement, so it goes by plain JDBC: that takes a third of the processor
 * time of loading the entity.
 */
final class ObjectRow {

    private static final String SELECT = """
            select owner, object_type, state, version,
                cryptographic_algorithm, cryptographic_length, cryptographic_usage_mask,
                initial_date, activation_date, process_start_date, protect_stop_date, deactivation_date,
                compromise_occurrence_date, compromise_date, destroy_date, last_change_date,
                fresh, origin_link, attributes, generation, sealed
            from managed_object where uid = ?""";

    private ObjectRow() {}

    static Optional<ManagedObject> find(Connection connection, UUID uid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setObject(1, uid);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row, uid)) : Optional.empty();
            }
        }
    }

    private static ManagedObject read(ResultSet row, UUID uid) throws SQLException {
        Cryptography cryptography = new Cryptography(integer(row, 5), integer(row, 6), integer(row, 7));
        LifecycleDates dates = new LifecycleDates(date(row, 8), date(row, 9), date(row, 10), date(row, 11), date(row, 12),
                date(row, 13), date(row, 14), date(row, 15), date(row, 16));
        byte[] sealed = row.getBytes(21);
        return new ManagedObject(uid, row.getString(1), row.getInt(2), row.getShort(3), cryptography, dates, row.getBoolean(17),
                row.getString(18), row.getBytes(19), sealed == null ? null : new SealedMaterial(row.getInt(20), sealed))
                .atVersion(row.getLong(4));
    }

    private static Integer integer(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static Instant date(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
