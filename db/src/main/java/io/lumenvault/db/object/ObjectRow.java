package io.lumenvault.db.object;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads objects. Every use of a key begins with this statement, so it goes by plain JDBC: that takes a third of the processor
 * time of loading the entity.
 */
final class ObjectRow {

    private static final String SELECT = """
            select uid, owner, object_type, state, version,
                cryptographic_algorithm, cryptographic_length, cryptographic_usage_mask,
                initial_date, activation_date, process_start_date, protect_stop_date, deactivation_date,
                compromise_occurrence_date, compromise_date, destroy_date, last_change_date,
                fresh, origin_link, attributes, generation, sealed, storage_class
            from managed_object where uid = any (?)""";

    private static final String INTERNAL = StorageClass.INTERNAL.text();

    private ObjectRow() {}

    /** Those of the objects that exist. */
    static Map<UUID, ManagedObject> find(Connection connection, Collection<UUID> uids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("uuid", uids.toArray()));
            Map<UUID, ManagedObject> found = HashMap.newHashMap(uids.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID uid = row.getObject(1, UUID.class);
                    found.put(uid, read(row, uid));
                }
            }
            return found;
        }
    }

    private static ManagedObject read(ResultSet row, UUID uid) throws SQLException {
        Cryptography cryptography = new Cryptography(integer(row, 6), integer(row, 7), integer(row, 8));
        LifecycleDates dates = new LifecycleDates(date(row, 9), date(row, 10), date(row, 11), date(row, 12), date(row, 13),
                date(row, 14), date(row, 15), date(row, 16), date(row, 17));
        byte[] sealed = row.getBytes(22);
        ManagedObject object = new ManagedObject(uid, row.getString(2), row.getInt(3), row.getShort(4), cryptography, dates, row.getBoolean(18),
                row.getString(19), row.getBytes(20), sealed == null ? null : new SealedMaterial(row.getInt(21), sealed))
                .atVersion(row.getLong(5));
        return INTERNAL.equals(row.getString(23)) ? object.internal() : object;
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
