package io.lumenvault.db;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * Columns of many rows as arrays, for statements that insert from {@code unnest}: one execution for all rows, where each row by itself
 * would cost PostgreSQL several times as much, in starting and ending it.
 */
public final class Columns {

    private Columns() {}

    /**
     * @param type name of the element type in PostgreSQL
     * @param value of a row; null is NULL
     */
    public static <R> Array of(Connection connection, String type, List<R> rows, Function<? super R, ?> value) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    /** The same for {@code timestamptz}. */
    public static <R> Array times(Connection connection, List<R> rows, Function<? super R, Instant> value) throws SQLException {
        return of(connection, "timestamptz", rows, row -> time(value.apply(row)));
    }

    /** One value of {@code timestamptz}, as the driver takes it; null is NULL. */
    public static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** The same for {@code bytea}. */
    public static <R> Array bytes(Connection connection, List<R> rows, Function<? super R, byte[]> value) throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }
}
