package io.lumenvault.db.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries move from the default partition without holding up others for longer than a moment. */
class DefaultPartitionTest {

    private static final YearMonth JANUARY = YearMonth.of(2031, 1);
    /** More than are copied in a moment. */
    private static final int MANY = 2500;

    @TempDir
    Path folder;

    private TestDatabase started;
    private Connection owner;
    private Connection other;

    @BeforeEach
    void start() throws Exception {
        started = TestDatabase.start(folder);
        owner = started.connectAsOwner();
        owner.setAutoCommit(false);
        other = started.connect();
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        owner.close();
        started.close();
    }

    @Test
    void entriesThatATransactionKeepsOpen_areNotCopiedUnderTheLock_andTheNextRunGoesOn() throws Exception {
        append(MANY, "2031-01-10");
        try (Connection open = started.connect(); Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            append(MANY, "2031-01-20");
            append(MANY, "2031-06-20");
            SQLException later = assertThrows(SQLException.class, () -> move(new DefaultPartition(owner, new ShortLock(owner, 2))));
            assertTrue(later.getMessage().contains("others go on writing"), later.getMessage());
            assertEquals(3 * MANY, number("select count(*) from audit_entry_other"));
            open.commit();
        }
        long firstRun = number("select max(xmin::text::bigint) from audit_entry_moving");
        assertEquals(2 * MANY, move(new DefaultPartition(owner)));
        assertEquals(MANY, number("select count(*) from audit_entry_203101 where xmin::text::bigint <= " + firstRun), "copied once");
        assertEquals(3 * MANY, number("select count(distinct seq) from audit_entry"));
        assertEquals(MANY, number("select count(*) from audit_entry_other"));
    }

    @Test
    void entriesThatStay_areNotReadUnderTheLock() throws Exception {
        append(100, "2031-01-10");
        append(4 * MANY, "2031-06-20");
        move(new DefaultPartition(owner));
        // By sequential scans, as by that which attaches a partition of which no constraint says what it holds.
        assertEquals(0, number("select pg_stat_get_tuples_returned('audit_entry_other'::regclass)"));
        assertEquals(0, number("select count(*) from pg_constraint where conname in ('of_the_month', 'of_no_month')"));
    }

    @Test
    void copyOfAnotherRelease_isBegunAnew() throws Exception {
        append(100, "2031-01-10");
        try (Statement statement = owner.createStatement()) {
            statement.execute("create table audit_entry_moving (seq bigint)");
            statement.execute("create table audit_entry_rest (seq bigint)");
            owner.commit();
        }
        assertEquals(100, move(new DefaultPartition(owner)));
    }

    private static long move(DefaultPartition entries) throws SQLException {
        AtomicLong moved = new AtomicLong();
        entries.move(JANUARY, (transaction, number) -> moved.set(number));
        return moved.get();
    }

    private void append(int entries, String day) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("insert into audit_entry (event_id, time, principal, protocol, operation, result, body)"
                    + " select gen_random_uuid(), timestamptz '" + day + "Z' + n * interval '1 second', 'p', 'kmip', 'Get', 'served', 'body'"
                    + " from generate_series(1, " + entries + ") n");
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
            owner.commit();
            statement.execute("select pg_stat_clear_snapshot()");
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        } finally {
            owner.commit();
        }
    }
}
