package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** The entries of one month, for the owner of the tables: to be read through, and dropped. */
public final class MonthPartition {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMM");
    private static final int ROWS_AT_ONCE = 1000;

    private final Connection connection;
    private final String table;

    /** @param owner a connection of the role that owns the tables, not in autocommit mode */
    public MonthPartition(Connection owner, YearMonth month) {
        this.connection = Objects.requireNonNull(owner, "owner");
        this.table = "audit_entry_" + SUFFIX.format(month);
    }

    /** Takes a leaf and the body that it was hashed from. */
    public interface Reader<E extends Exception> {
        void entry(long leafIndex, byte[] leafHash, byte[] body) throws E;
    }

    /** Whether the month has a partition of its own. */
    public boolean exists() throws SQLException {
        return number("select count(*) from pg_class where oid = to_regclass('" + table + "')") == 1;
    }

    /** Lets nobody add an entry to the month, to the end of the transaction. */
    public void lock() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("lock table " + table + " in share mode");
        }
    }

    /** Entries of the month; rows that the sequencer has refused are none. */
    public long entries() throws SQLException {
        return number("select count(*) from " + table + " entry where not exists (select from audit_refused refused"
                + " where refused.seq = entry.seq and refused.time = entry.time)");
    }

    /** The largest leaf index of the month's entries, -1 when none has a leaf. */
    public long lastLeaf() throws SQLException {
        return number("select coalesce(max(leaf.leaf_index), -1) from audit_leaf leaf join " + table
                + " entry on entry.seq = leaf.seq and entry.time = leaf.time");
    }

    /** Reads all entries that have a leaf, in the order of their leaves. */
    public <E extends Exception> void read(Reader<E> reader) throws SQLException, E {
        try (PreparedStatement select = connection.prepareStatement("select leaf.leaf_index, leaf.leaf_hash, entry.body from audit_leaf leaf join "
                + table + " entry on entry.seq = leaf.seq and entry.time = leaf.time order by leaf.leaf_index")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.entry(rows.getLong(1), rows.getBytes(2), rows.getBytes(3));
                }
            }
        }
    }

    /** Takes the partition out of the table and drops it; its leaves stay. Nothing remains of the bodies but what was written elsewhere. */
    public void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table audit_entry detach partition " + table);
            statement.execute("drop table " + table);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
