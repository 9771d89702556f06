package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Copies of the default partition's entries, in two tables beside the log: those of a month, and all others. They grow in the order of the
 * entries, a step in a transaction, so that where the last run ended is seen from them, and the next goes on there.
 */
final class MonthCopy {

    /** Of the month. */
    static final String MONTH = "audit_entry_moving";
    /** All others. */
    static final String REST = "audit_entry_rest";

    private static final String COLUMNS = "seq, xid, event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac";
    /** So many are copied in a moment, also under a lock. */
    private static final int ROWS_AT_ONCE = 1000;

    private final Connection connection;
    private final YearMonth month;
    /** What is committed. */
    private Progress settled;
    private List<String> months = List.of();

    /**
     * @param last where the copying has ended
     * @param moved entries of the month among what was copied
     * @param rows copied by the last step
     */
    private record Progress(LogPosition last, long moved, int rows) {}

    private MonthCopy(Connection connection, YearMonth month) {
        this.connection = connection;
        this.month = month;
    }

    /** What an earlier run has copied of the month, if that is of use, or else empty tables. */
    static MonthCopy of(Connection connection, YearMonth month) throws SQLException {
        MonthCopy copy = new MonthCopy(connection, month);
        if (copy.isThere()) {
            copy.settled = copy.found();
        } else {
            copy.begin();
            copy.settled = new Progress(new LogPosition("0", 0), 0, 0);
        }
        connection.commit();
        return copy;
    }

    /** Says of both tables by constraints what they hold, so that neither is read through when it is attached. It may read one itself. */
    void constrain() throws SQLException {
        List<String> found = bounds();
        if (found.equals(months)) {
            return;
        }
        StringBuilder others = new StringBuilder("not (").append(within(month)).append(')');
        found.forEach(bounds -> others.append(" and not (").append(bounds).append(')'));
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + REST + " drop constraint if exists of_no_month, add constraint of_no_month check (" + others + ")");
        }
        connection.commit();
        months = found;
    }

    /** Whether the partitions that there are now are those that the constraints say. */
    boolean isConstrained() throws SQLException {
        return bounds().equals(months);
    }

    /** Copies what no transaction that still runs can add to, step by step: nothing appears in front of where it ends. */
    void copySettled() throws SQLException {
        Progress next;
        do {
            next = step(settled, " and xid < pg_snapshot_xmin(pg_current_snapshot())");
            connection.commit();
            settled = next;
        } while (next.rows() == ROWS_AT_ONCE);
    }

    /**
     * Copies in the transaction what is left when nobody else can write.
     *
     * @return number of entries of the month that were copied altogether; empty when more may be left than can be copied in a moment
     */
    OptionalLong copyRest() throws SQLException {
        Progress end = step(settled, "");
        return end.rows() < ROWS_AT_ONCE ? OptionalLong.of(end.moved()) : OptionalLong.empty();
    }

    private boolean isThere() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select to_regclass('" + REST + "') is not null"
                + " and obj_description(to_regclass('" + MONTH + "'), 'pg_class') is not distinct from ?")) {
            select.setString(1, mark());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Of which month and of which schema the tables are: with other columns or indexes they could not be attached. */
    private String mark() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(installed_rank) from flyway_schema_history")) {
            row.next();
            return month + " in schema " + row.getInt(1);
        }
    }

    private void begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of(MONTH, REST)) {
                statement.execute("drop table if exists " + table);
                statement.execute("create table " + table + " (like audit_entry including all)");
                // Statement triggers of a partitioned table do not see statements on a partition, so each has its own.
                statement.execute("create trigger insert_only before update or delete or truncate on " + table
                        + " for each statement execute function refuse_change()");
            }
            statement.execute("alter table " + MONTH + " add constraint of_the_month check (" + within(month) + ")");
            statement.execute("comment on table " + MONTH + " is '" + mark() + "'");
        }
    }

    private Progress found() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select xid::text, seq, (select count(*) from "
                + MONTH + ") from ((select xid, seq from " + MONTH + " order by xid desc, seq desc limit 1) union all (select xid, seq from "
                + REST + " order by xid desc, seq desc limit 1)) ends order by ends.xid desc, seq desc limit 1")) {
            return row.next() ? new Progress(new LogPosition(row.getString(1), row.getLong(2)), row.getLong(3), 0)
                    : new Progress(new LogPosition("0", 0), 0, 0);
        }
    }

    private Progress step(Progress from, String condition) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement("with step as (select " + COLUMNS
                + " from audit_entry_other where (xid, seq) > (?::xid8, ?)" + condition + " order by xid, seq limit " + ROWS_AT_ONCE + "),"
                + " moved as (insert into " + MONTH + " (" + COLUMNS + ") select " + COLUMNS + " from step where " + within(month)
                + " returning seq), kept as (insert into " + REST + " (" + COLUMNS + ") select " + COLUMNS + " from step where not ("
                + within(month) + ")) select xid::text, seq, (select count(*) from moved), (select count(*) from step)"
                + " from step order by step.xid desc, seq desc limit 1")) {
            copy.setString(1, from.last().xid());
            copy.setLong(2, from.last().seq());
            try (ResultSet row = copy.executeQuery()) {
                return row.next() ? new Progress(new LogPosition(row.getString(1), row.getLong(2)), from.moved() + row.getLong(3), row.getInt(4))
                        : new Progress(from.last(), from.moved(), 0);
            }
        }
    }

    /** The times of each other partition, as a condition. */
    private List<String> bounds() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
                select format('time >= %L and time < %L', bound[1], bound[2]) from pg_inherits
                join pg_class on oid = inhrelid
                cross join regexp_match(pg_get_expr(relpartbound, oid), '^FOR VALUES FROM \\(''(.*)''\\) TO \\(''(.*)''\\)$') bound
                where inhparent = 'audit_entry'::regclass and bound is not null order by 1""")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static String within(YearMonth month) {
        return "time >= '" + start(month) + "' and time < '" + start(month.plusMonths(1)) + "'";
    }

    static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
