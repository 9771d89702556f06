package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Entries whose month had no partition when they were written, for the owner of the tables. No partition of a month can be attached while
 * the default one has entries of it; so these move into one of their own.
 *
 * <p>No entry is deleted. Copies of the month's entries and of all others grow step by step beside the log ({@link MonthCopy}); then, in
 * one short transaction that copies and reads a bounded number of entries, they take the place of the default partition, which is dropped
 * when every entry of it has been found in the log again. A run that is cut off leaves the log as it was, or as it is to be: the next one
 * goes on where it ended.
 */
public final class DefaultPartition {

    private static final String OLD = "audit_entry_other_moved";

    private final Connection connection;
    private final ShortLock lock;

    /** @param owner a connection of the role that owns the tables, not in autocommit mode; it is committed after each step */
    public DefaultPartition(Connection owner) {
        this(owner, new ShortLock(owner));
    }

    DefaultPartition(Connection owner, ShortLock lock) {
        this.connection = Objects.requireNonNull(owner, "owner");
        this.lock = lock;
    }

    /** Takes the number of entries that were moved, in the transaction that moves them. */
    public interface Record {
        void moved(Connection transaction, long entries) throws SQLException;
    }

    /** The months that the default partition has entries of. */
    public List<YearMonth> months() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(
                "select distinct date_trunc('month', time at time zone 'UTC')::date as month from audit_entry_other order by month")) {
            List<YearMonth> found = new ArrayList<>();
            while (rows.next()) {
                found.add(YearMonth.from(rows.getObject(1, LocalDate.class)));
            }
            return found;
        } finally {
            connection.commit();
        }
    }

    /** Whether the log has lost bodies of a month's entries, as it does when the month is archived: then it takes no partition again. */
    public boolean isArchived(YearMonth month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select exists (select from audit_leaf leaf where time >= ? and time < ? and not exists (
                    select from audit_entry entry where entry.seq = leaf.seq and entry.time = leaf.time offset 0))""")) {
            select.setObject(1, MonthCopy.start(month));
            select.setObject(2, MonthCopy.start(month.plusMonths(1)));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } finally {
            connection.commit();
        }
    }

    /**
     * Makes the partition of a month of the entries that the default one has of it. One node at a time may do so.
     *
     * @param record records the move, in its transaction
     * @throws SQLException also when others were at the table each time, or a transaction that runs for long keeps the order of too many
     *     entries open: what was copied stays, and the next run goes on from there
     */
    public void move(YearMonth month, Record record) throws SQLException {
        finish();
        MonthCopy copy = MonthCopy.of(connection, month);
        lock.commit(ready -> {
            copy.constrain();
            copy.copySettled();
        }, statement -> {
            // As audit_make_partition does: no month is made by two at once.
            statement.execute("select pg_advisory_xact_lock(hashtextextended('audit-partition', 1))");
            statement.execute("lock table only audit_entry, audit_entry_other in access exclusive mode");
            OptionalLong copied = copy.isConstrained() ? copy.copyRest() : OptionalLong.empty();
            long moved = copied.orElseThrow(() -> ShortLock.busy("the entries of " + month + " are not moved yet: others go on writing"));
            swap(statement, month);
            record.moved(connection, moved);
        });
        finish();
    }

    private static void swap(Statement statement, YearMonth month) throws SQLException {
        String table = MonthPartition.table(month);
        statement.execute("alter table audit_entry detach partition audit_entry_other");
        statement.execute("alter table audit_entry_other rename to " + OLD);
        statement.execute("alter table " + MonthCopy.MONTH + " rename to " + table);
        statement.execute("comment on table " + table + " is null");
        statement.execute("alter table audit_entry attach partition " + table + " for values from ('" + MonthCopy.start(month) + "') to ('"
                + MonthCopy.start(month.plusMonths(1)) + "')");
        statement.execute("alter table " + table + " drop constraint of_the_month");
        statement.execute("alter table " + MonthCopy.REST + " rename to audit_entry_other");
        statement.execute("alter table audit_entry attach partition audit_entry_other default");
        statement.execute("alter table audit_entry_other drop constraint of_no_month");
    }

    /** Drops what a move has left, when every entry of it is in the log. */
    public void finish() throws SQLException {
        if (number("select count(*) from pg_class where oid = to_regclass('" + OLD + "')") == 1) {
            long missing = number("select count(*) from " + OLD + " old where not exists (select from audit_entry entry"
                    + " where entry.seq = old.seq and entry.time = old.time and entry.xid = old.xid and entry.body = old.body offset 0)");
            if (missing > 0) {
                throw new SQLException(missing + " entries of " + OLD + " are not in audit_entry: it stays");
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop table " + OLD);
            }
        }
        connection.commit();
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
