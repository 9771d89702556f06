package io.lumenvault.db.qkd;

import io.lumenvault.db.object.SealedMaterial;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;

/** Translation between Java values and columns. */
final class Rows {

    private Rows() {}

    static Array uuids(Connection connection, Collection<UUID> values) throws SQLException {
        return connection.createArrayOf("uuid", values.toArray());
    }

    static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static void setNullable(PreparedStatement statement, int index, Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    /** The number in the one row of a query. */
    static long number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A row with columns id, start, length, generation and sealed. */
    static SealedRange sealedRange(ResultSet row) throws SQLException {
        return new SealedRange(
                new ChunkRange(row.getObject("id", UUID.class), row.getInt("start"), row.getInt("length")),
                new SealedMaterial(row.getInt("generation"), row.getBytes("sealed")));
    }
}
