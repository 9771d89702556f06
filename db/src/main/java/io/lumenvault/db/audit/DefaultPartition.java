package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Entries whose month had no partition when they were written, for the owner of the tables. No partition of a month can be attached while
 * the default one has entries of it; so these move into one of their own.
 *
 * <p>No entry is deleted. Copies of the month's entries and of all others grow step by step beside the log; then, in one short transaction,
 * they take the place of the default partition, which is dropped when every entry of it has been found in the log again. A run that is cut
 * off leaves the log as it was, or as it is to be: the next one begins anew, or ends it.
 */
public final class DefaultPartition {

    private static final String COLUMNS = "seq, xid, event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac";
    private static final String MONTH = "audit_entry_moving";
    private static final String REST = "audit_entry_rest";
    private static final String OLD = "audit_entry_other_moved";
    private static final int ROWS_AT_ONCE = 5000;

    private final Connection connection;

    /** @param owner a connection of the role that owns the tables, not in autocommit mode; it is committed after each step */
    public DefaultPartition(Connection owner) {
        this.connection = Objects.requireNonNull(owner, "owner");
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
            select.setObject(1, start(month));
            select.setObject(2, start(month.plusMonths(1)));
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
     * @return number of entries moved
     */
    public long move(YearMonth month) throws SQLException {
        finish();
        execute("drop table if exists " + MONTH, "drop table if exists " + REST,
                make(MONTH), guard(MONTH), make(REST), guard(REST),
                // With it, the month's entries need not be read through when the partition is attached.
                "alter table " + MONTH + " add constraint of_the_month check (" + within(month) + ")");
        connection.commit();
        LogPosition copied = copySettled(month);
        ShortLock.run(connection, statement -> {
            statement.execute("lock table only audit_entry, audit_entry_other in access exclusive mode");
            for (LogPosition last = copied; last != null;) {
                last = copy(month, last, "");
            }
            statement.execute("alter table audit_entry detach partition audit_entry_other");
            statement.execute("alter table audit_entry_other rename to " + OLD);
            statement.execute("alter table " + MONTH + " rename to " + MonthPartition.table(month));
            statement.execute("alter table audit_entry attach partition " + MonthPartition.table(month) + " for values from ('" + start(month)
                    + "') to ('" + start(month.plusMonths(1)) + "')");
            statement.execute("alter table " + MonthPartition.table(month) + " drop constraint of_the_month");
            statement.execute("alter table " + REST + " rename to audit_entry_other");
            statement.execute("alter table audit_entry attach partition audit_entry_other default");
        });
        connection.commit();
        long moved = number("select count(*) from " + MonthPartition.table(month));
        connection.commit();
        finish();
        return moved;
    }

    /** Drops what a move has left, when every entry of it is in the log. */
    public void finish() throws SQLException {
        if (number("select count(*) from pg_class where oid = to_regclass('" + OLD + "')") == 1) {
            long missing = number("select count(*) from " + OLD + " old where not exists (select from audit_entry entry"
                    + " where entry.seq = old.seq and entry.time = old.time and entry.xid = old.xid and entry.body = old.body offset 0)");
            if (missing > 0) {
                throw new SQLException(missing + " entries of " + OLD + " are not in audit_entry: it stays");
            }
            execute("drop table " + OLD);
        }
        connection.commit();
    }

    /** Copies what no transaction that still runs can add to; nothing appears in front of where it ends. */
    private LogPosition copySettled(YearMonth month) throws SQLException {
        LogPosition last = new LogPosition("0", 0);
        while (true) {
            LogPosition next = copy(month, last, " and xid < pg_snapshot_xmin(pg_current_snapshot())");
            connection.commit();
            if (next == null) {
                return last;
            }
            last = next;
        }
    }

    /** @return where the step ended, or null when nothing was left */
    private LogPosition copy(YearMonth month, LogPosition after, String condition) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement("with step as (select " + COLUMNS
                + " from audit_entry_other where (xid, seq) > (?::xid8, ?)" + condition + " order by xid, seq limit " + ROWS_AT_ONCE + "),"
                + " moved as (insert into " + MONTH + " (" + COLUMNS + ") select " + COLUMNS + " from step where " + within(month) + "),"
                + " kept as (insert into " + REST + " (" + COLUMNS + ") select " + COLUMNS + " from step where not (" + within(month) + "))"
                + " select xid::text, seq from step order by step.xid desc, seq desc limit 1")) {
            copy.setString(1, after.xid());
            copy.setLong(2, after.seq());
            try (ResultSet row = copy.executeQuery()) {
                return row.next() ? new LogPosition(row.getString(1), row.getLong(2)) : null;
            }
        }
    }

    private static String make(String table) {
        return "create table " + table + " (like audit_entry including all)";
    }

    /** Statement triggers of a partitioned table do not see statements on a partition, so each has its own. */
    private static String guard(String table) {
        return "create trigger insert_only before update or delete or truncate on " + table + " for each statement execute function refuse_change()";
    }

    private static String within(YearMonth month) {
        return "time >= '" + start(month) + "' and time < '" + start(month.plusMonths(1)) + "'";
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
