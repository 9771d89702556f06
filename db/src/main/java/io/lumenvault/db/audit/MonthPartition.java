package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The entries of one month, for the owner of the tables: to be read through, taken out of the log's table, and dropped. */
public final class MonthPartition {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMM");
    private static final int ROWS_AT_ONCE = 1000;
    /** Of an entry the leaf that was made of it, by the leaf's index: never a comparison with all leaves of the log. */
    private static final String LEAF = """
             lateral (select leaf_index, leaf_hash from audit_leaf where seq = entry.seq and time = entry.time offset 0) leaf
            """;

    private final Connection connection;
    private final String table;

    /** @param owner a connection of the role that owns the tables, not in autocommit mode */
    public MonthPartition(Connection owner, YearMonth month) {
        this.connection = Objects.requireNonNull(owner, "owner");
        this.table = table(month);
    }

    static String table(YearMonth month) {
        return "audit_entry_" + SUFFIX.format(month);
    }

    /** Takes a leaf and the body that it was hashed from. */
    public interface Reader<E extends Exception> {
        void entry(long leafIndex, byte[] leafHash, byte[] body) throws E;
    }

    /** Records what becomes of the partition, in the transaction that does it. */
    public interface Record {
        void write(Connection transaction) throws SQLException;
    }

    /** Whether the month has a partition of its own. */
    public boolean exists() throws SQLException {
        return number("select count(*) from pg_inherits where inhrelid = to_regclass('" + table + "') and inhparent = 'audit_entry'::regclass") == 1;
    }

    /** Lets nobody add an entry to the month, to the end of the transaction. */
    public void lock() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("lock table " + table + " in share mode");
        }
    }

    /**
     * How much a month has: rows are added only, so one that has as many is the same.
     *
     * @param lastLeaf the largest leaf index of its entries, -1 when none has a leaf
     */
    public record Extent(long rows, long lastLeaf) {}

    /** How much it has now, and keeps while it is locked. */
    public Extent extent() throws SQLException {
        return new Extent(number("select count(*) from " + table), lastLeaf());
    }

    private long lastLeaf() throws SQLException {
        return number("select coalesce((select leaf.leaf_index from " + table + " entry cross join" + LEAF
                + "order by entry.xid desc, entry.seq desc limit 1), -1)");
    }

    /**
     * Reads all entries that have a leaf, in the order of their leaves, which is that of the transactions that wrote them; step by step.
     *
     * @return number of entries that have no leaf; rows that the sequencer has refused are none
     */
    public <E extends Exception> long read(Reader<E> reader) throws SQLException, E {
        try (PreparedStatement select = connection.prepareStatement("""
                select entry.xid::text, entry.seq, entry.body, leaf.leaf_index, leaf.leaf_hash,
                    exists (select from audit_refused refused where refused.seq = entry.seq and refused.time = entry.time)
                from (select xid, seq, time, body from\s""" + table + """
                     where (xid, seq) > (?::xid8, ?) order by xid, seq limit ?) entry
                left join""" + LEAF + "on true order by entry.xid, entry.seq")) {
            String xid = "0";
            long seq = 0;
            long without = 0;
            while (true) {
                select.setString(1, xid);
                select.setLong(2, seq);
                select.setInt(3, ROWS_AT_ONCE);
                int read = 0;
                try (ResultSet rows = select.executeQuery()) {
                    for (; rows.next(); read++) {
                        xid = rows.getString(1);
                        seq = rows.getLong(2);
                        byte[] leafHash = rows.getBytes(5);
                        if (leafHash != null) {
                            reader.entry(rows.getLong(4), leafHash, rows.getBytes(3));
                        } else if (!rows.getBoolean(6)) {
                            without++;
                        }
                    }
                }
                if (read < ROWS_AT_ONCE) {
                    return without;
                }
            }
        }
    }

    /** The bodies of the entries of one operation. */
    public List<byte[]> bodies(String operation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select body from " + table + " where operation = ? order by xid, seq")) {
            select.setString(1, operation);
            List<byte[]> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getBytes(1));
                }
            }
            return found;
        }
    }

    /**
     * Takes the partition out of the table and commits: requests wait for that long. Its leaves stay. What was taken out is dropped by
     * {@link #drop} afterwards, or by that of a later run when this one ends here. What was locked before is not from here on: an attempt
     * that was in vain keeps nothing, since entries of others get no leaf while a transaction with a number runs.
     *
     * @param read what was read of the month while it was locked
     * @param record records it, in the same transaction
     * @throws BusyLogException when others are at the table all the time
     * @throws SQLException also when the month has other entries than those that were read
     */
    public void detach(Extent read, Record record) throws SQLException {
        connection.commit();
        new ShortLock(connection).commit(ready -> { }, statement -> {
            // Keeps out only those who write entries of this month, which is over, and gives the transaction no number yet.
            statement.execute("lock table " + table + " in share mode");
            ShortLock.unhurried(statement, counting -> requireUnchanged(read));
            statement.execute("alter table audit_entry detach partition " + table);
            statement.execute("alter table " + table + " rename to " + detached());
            record.write(connection);
        });
    }

    private void requireUnchanged(Extent read) throws SQLException {
        Extent present = extent();
        if (!present.equals(read)) {
            throw new SQLException("entries came to the month after it had been read: " + read.rows() + " rows to leaf " + read.lastLeaf()
                    + " were read, and it has " + present.rows() + " to leaf " + present.lastLeaf());
        }
    }

    /** Drops what was taken out, if anything was. Nothing remains of the bodies but what was written elsewhere. */
    public void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + detached());
        }
    }

    /** Another name than a partition has: only what {@link #detach} took out is dropped. */
    private String detached() {
        return table + "_archived";
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
