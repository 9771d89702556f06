package io.lumenvault.db.object;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads objects. Every use of a key begins with this statement, so it goes by plain JDBC: that takes a third of the processor
 * time of loading the entity.
 */
final class ObjectRow {

    private static final String COLUMNS = """
            select uid, owner, object_type, state, version,
                cryptographic_algorithm, cryptographic_length, cryptographic_usage_mask,
                initial_date, activation_date, process_start_date, protect_stop_date, deactivation_date,
                compromise_occurrence_date, compromise_date, destroy_date, last_change_date,
                fresh, origin_link, attributes, %s, storage_class,
                protect_until, process_until, hold_reason, hold_by, hold_since, hold_until, archive_date, destroy_at,
                replaced_by
            from managed_object where\s""";

    private static final String SELECT = COLUMNS.formatted("generation, sealed") + "uid = any (?)";

    private static final String METADATA = COLUMNS.formatted("null, null::bytea") + "uid = any (?)";

    private static final String BYTES =
            "select coalesce(sum(octet_length(attributes) + coalesce(octet_length(sealed), 0)), 0) from managed_object where uid = any (?)";

    private static final String PAGE = COLUMNS.formatted("null, null::bytea")
            + "uid > ? and destroy_date is null order by uid limit ?";

    private static final UUID LOWEST = new UUID(0, 0);

    private ObjectRow() {}

    /** Those of the objects that exist. */
    static Map<UUID, ManagedObject> find(Connection connection, Collection<UUID> uids) throws SQLException {
        return find(connection, SELECT, uids);
    }

    /** The same without their material. */
    static Map<UUID, ManagedObject> metadata(Connection connection, Collection<UUID> uids) throws SQLException {
        return find(connection, METADATA, uids);
    }

    private static Map<UUID, ManagedObject> find(Connection connection, String sql, Collection<UUID> uids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
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

    /** How many bytes attributes and material of the objects have, without reading them. */
    static long bytes(Connection connection, Collection<UUID> uids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BYTES)) {
            select.setArray(1, connection.createArrayOf("uuid", uids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Those behind {@code after}, by identifier, without their material. */
    static List<ManagedObject> page(Connection connection, UUID after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setObject(1, after == null ? LOWEST : after);
            select.setInt(2, limit);
            List<ManagedObject> page = new ArrayList<>(limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(read(row, row.getObject(1, UUID.class)));
                }
            }
            return page;
        }
    }

    private static ManagedObject read(ResultSet row, UUID uid) throws SQLException {
        Cryptography cryptography = new Cryptography(integer(row, 6), integer(row, 7), integer(row, 8));
        LifecycleDates dates = new LifecycleDates(date(row, 9), date(row, 10), date(row, 11), date(row, 12), date(row, 13),
                date(row, 14), date(row, 15), date(row, 16), date(row, 17));
        byte[] sealed = row.getBytes(22);
        ManagedObject object = new ManagedObject(uid, row.getString(2), row.getInt(3), row.getShort(4), cryptography, dates, row.getBoolean(18),
                row.getString(19), row.getBytes(20), sealed == null ? null : new SealedMaterial(row.getInt(21), sealed))
                .atVersion(row.getLong(5)).withRestrictions(restrictions(row));
        return switch (StorageClass.named(row.getString(23))) {
            case EXTERNAL -> object;
            case TRANSLATE -> object.translate();
            case INTERNAL -> object.internal();
        };
    }

    private static Restrictions restrictions(ResultSet row) throws SQLException {
        return new Restrictions(date(row, 24), date(row, 25), row.getString(26), row.getString(27), date(row, 28), date(row, 29),
                date(row, 30), date(row, 31), row.getObject(32, UUID.class));
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
