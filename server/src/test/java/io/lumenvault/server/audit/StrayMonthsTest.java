package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Entries of months that had no partition come to one of their own, and the log stays whole. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrayMonthsTest {

    private static final int ENTRIES = 200;

    @TempDir
    static Path folder;

    private static TestLog log;
    private static StrayMonths strays;
    private static Retention retention;

    @BeforeAll
    static void start() throws Exception {
        log = new TestLog(folder);
        for (String time : List.of("2031-01-15T12:00:00Z", "2031-02-15T12:00:00Z", "2031-09-15T12:00:00Z", "2031-02-16T12:00:00Z")) {
            log.now = Instant.parse(time);
            log.grow(ENTRIES);
        }
        retention = new Retention(log.database, log.cluster.ownerConnections(), log.log, log.identity, log.archives(), List.of(), log.clock());
        strays = new StrayMonths(log.database, log.cluster.ownerConnections(), log.log, month -> Files.exists(retention.file(month)), log.clock());
    }

    @AfterAll
    static void stop() throws Exception {
        log.close();
    }

    @Test
    @Order(0)
    void moveThatCannotBeRecorded_isNotMade() throws Exception {
        log.asOwner("alter table audit_entry add constraint unrecorded check (operation <> 'Create Audit Partition')");
        assertThrows(RuntimeException.class, strays::gather);
        log.asOwner("alter table audit_entry drop constraint unrecorded");
        assertEquals(0, count("pg_class where relname = 'audit_entry_203101'"));
        assertEquals(4 * ENTRIES, count("audit_entry_other"));
        assertWhole();
    }

    @Test
    @Order(1)
    void months_getTheirPartitions_butThoseFarAheadWait() throws Exception {
        assertEquals(4 * ENTRIES, count("audit_entry_other"));
        // What a run of the release before has left that was cut off while it copied.
        log.asOwner("drop table audit_entry_moving, audit_entry_rest",
                "create table audit_entry_moving (like audit_entry including all)", "create table audit_entry_rest (like audit_entry including all)",
                "insert into audit_entry_moving select * from audit_entry_other limit 7");
        strays.gather();
        assertEquals(ENTRIES, count("audit_entry_203101"));
        assertEquals(List.of(2L * ENTRIES + 2, 1L * ENTRIES), List.of(count("audit_entry_203102"), count("audit_entry_other")));
        assertEquals(2, count("audit_entry where operation = 'Create Audit Partition'"));
        assertWhole();
    }

    @Test
    @Order(2)
    void otherMonths_areMadeAsEver_andMovedEntriesCannotBeChanged() throws Exception {
        assertTrue(made("2031-03-01"));
        for (String table : List.of("audit_entry_203101", "audit_entry_other")) {
            try (Connection owner = log.cluster.ownerConnections().getConnection(); Statement statement = owner.createStatement()) {
                statement.execute("delete from " + table);
                throw new AssertionError("deleted from " + table);
            } catch (java.sql.SQLException refused) {
                assertTrue(refused.getMessage().contains("insert-only"), refused.getMessage());
            }
        }
    }

    @Test
    @Order(3)
    void tableThatAMoveHasLeft_goesWhenItsEntriesAreInTheLog_andOnlyThen() throws Exception {
        log.asOwner("create table audit_entry_other_moved (like audit_entry including all)",
                "insert into audit_entry_other_moved select * from audit_entry where time < '2031-02-01'");
        strays.gather();
        assertEquals(0, count("pg_class where relname = 'audit_entry_other_moved'"));
        log.asOwner("create table audit_entry_other_moved (like audit_entry including all)",
                "insert into audit_entry_other_moved select * from audit_entry where time < '2031-02-01'",
                "update audit_entry_other_moved set body = 'x' where seq = (select min(seq) from audit_entry_other_moved)");
        RuntimeException kept = assertThrows(RuntimeException.class, strays::gather);
        assertTrue(kept.getMessage().contains("1 entries of audit_entry_other_moved are not in audit_entry"), kept.getMessage());
        log.asOwner("drop table audit_entry_other_moved");
    }

    @Test
    @Order(4)
    void movedMonth_isArchived_once() throws Exception {
        assertEquals(ENTRIES, retention.archive(YearMonth.of(2031, 1), "officer").orElseThrow().entries());
        log.grow(1);
        assertWhole();
        log.now = Instant.parse("2031-01-20T12:00:00Z");
        log.grow(1);
        log.now = Instant.parse("2031-02-20T12:00:00Z");
        strays.gather();
        assertEquals(0, count("pg_class where relname = 'audit_entry_203101'"));
        Files.delete(retention.file(YearMonth.of(2031, 1)));
        strays.gather();
        assertEquals(0, count("pg_class where relname = 'audit_entry_203101'"), "an archive that is elsewhere is one too");
        assertWhole();
    }

    private static void assertWhole() {
        log.sequencer.sequence();
        log.sequencer.checkpoint();
        assertNull(log.verification.verify().fault());
    }

    private static boolean made(String month) throws Exception {
        return number("select audit_make_partition('" + month + "')::int") == 1;
    }

    private static long count(String from) throws Exception {
        return number("select count(*) from " + from);
    }

    private static long number(String query) throws Exception {
        try (Connection owner = log.cluster.ownerConnections().getConnection(); Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
