package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

/** A month that cannot be archived holds up no other, and its archive is neither recorded twice nor written over. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionFailuresTest {

    private static final int ENTRIES = 50;
    private static final Instant FEBRUARY = Instant.parse("2026-02-15T12:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-15T12:00:00Z");

    @TempDir
    static Path folder;

    private static TestLog log;
    private static Retention retention;
    private static Path february;

    @BeforeAll
    static void start() throws Exception {
        log = new TestLog(folder);
        log.growJanuaryToMarch(ENTRIES);
        retention = new Retention(log.database, log.cluster.ownerConnections(), log.log, log.identity, log.archives(), List.of(), log.clock());
        february = retention.file(YearMonth.of(2026, 2));
        // A partition that others refer to cannot be taken out.
        log.asOwner("create table refers (seq bigint, time timestamptz, foreign key (seq, time) references audit_entry (seq, time))",
                "insert into refers select seq, time from audit_entry_202602 limit 1");
    }

    @AfterAll
    static void stop() throws Exception {
        log.close();
    }

    @Test
    @Order(1)
    void monthThatFails_isNamed_andTheOthersAreArchived() throws Exception {
        assertFebruaryFails();
        assertEquals(0, number("select count(*) from pg_class where relname = 'audit_entry_202601'"));
        assertEquals(1, records());
    }

    @Test
    @Order(2)
    void archiveThatStandsThere_isRecognised() throws Exception {
        byte[] made = Files.readAllBytes(february);
        assertFebruaryFails();
        assertArrayEquals(made, Files.readAllBytes(february));
        assertEquals(1, records());
    }

    @Test
    @Order(3)
    void archiveOfOtherEntries_isNotWrittenOver() throws Exception {
        byte[] made = Files.readAllBytes(february);
        for (byte[] other : List.of(Files.readAllBytes(retention.file(YearMonth.of(2026, 1))), new byte[] {1})) {
            Files.write(february, other);
            assertThrows(ArchiveStandsException.class, () -> retention.archive(YearMonth.of(2026, 2), "officer"));
            assertArrayEquals(other, Files.readAllBytes(february));
            assertTrue(Files.notExists(february.resolveSibling("2026-02.zip.new")), "what was written in vain is not left");
        }
        Files.write(february, made);
        assertEquals(1, records());
    }

    @Test
    @Order(3)
    void fileThatIsNoArchive_isFoundBeforeTheMonthIsRead() throws Exception {
        byte[] made = Files.readAllBytes(february);
        Files.write(february, new byte[] {1});
        String leaf = "(select min(leaf_index) from audit_leaf where time >= '2026-02-01Z' and time < '2026-03-01Z')";
        log.asOwner("alter table audit_leaf disable trigger user", "create table kept as select * from audit_leaf where leaf_index = " + leaf,
                "update audit_leaf set leaf_hash = sha256('x') where leaf_index = " + leaf);
        // Whoever reads the month finds it damaged.
        assertThrows(ArchiveStandsException.class, () -> retention.archive(YearMonth.of(2026, 2), "officer"));
        log.asOwner("update audit_leaf l set leaf_hash = k.leaf_hash from kept k where l.leaf_index = k.leaf_index", "drop table kept",
                "alter table audit_leaf enable trigger user");
        Files.write(february, made);
    }

    @Test
    @Order(4)
    void archiveOfSomeEntries_isReplaced_andRecordedOnce() throws Exception {
        log.now = FEBRUARY;
        log.grow(1);
        log.now = MARCH;
        log.grow(1);
        log.asOwner("drop table refers");
        retention.archiveOlderThan(0);
        assertEquals(2, records());
        log.grow(1);
        LogVerification.Report report = log.verification.verify();
        assertNull(report.fault());
        assertEquals(2 * ENTRIES + 1, report.archived());
        assertEquals(0, report.leafOnly());
    }

    @Test
    @Order(5)
    void whereOthersAreAtTheLogAllTheTime_noFurtherMonthIsTried() throws Exception {
        log.asOwner("select audit_make_partition('2025-11-01')", "select audit_make_partition('2025-12-01')");
        for (String time : List.of("2025-11-15T12:00:00Z", "2025-12-15T12:00:00Z")) {
            log.now = Instant.parse(time);
            log.grow(1);
        }
        log.now = MARCH;
        log.grow(1);
        try (Connection reader = log.cluster.ownerConnections().getConnection(); Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("select count(*) from audit_entry");
            IllegalStateException failed = assertThrows(IllegalStateException.class, () -> retention.archiveOlderThan(0));
            assertTrue(failed.getMessage().startsWith("the audit entries of 2025-12 are not archived: "), failed.getMessage());
            assertEquals(0, failed.getSuppressed().length);
        }
        assertTrue(Files.notExists(retention.file(YearMonth.of(2025, 11))));
        retention.archiveOlderThan(0);
        assertEquals(4, records());
    }

    private static void assertFebruaryFails() {
        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> retention.archiveOlderThan(0));
        assertTrue(failed.getMessage().startsWith("the audit entries of 2026-02 are not archived: "), failed.getMessage());
    }

    private static long records() throws Exception {
        return number("select count(*) from audit_entry where operation = 'Archive Audit Month'");
    }

    private static long number(String query) throws Exception {
        try (Connection owner = log.cluster.ownerConnections().getConnection(); Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
