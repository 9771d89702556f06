package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.evidence.Evidence;
import io.lumenvault.cli.evidence.TrustedKeys;
import io.lumenvault.db.audit.ForwardRepository;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.tlog.InclusionProof;
import io.lumenvault.tlog.SignedNote;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Months go into archives: the log stays whole, proofs hold, and nothing else may be missing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final int ENTRIES = 300;

    @TempDir
    static Path folder;

    private static TestLog log;
    private static Retention retention;
    private static ArchivedMonth january;

    @BeforeAll
    static void start() throws Exception {
        log = new TestLog(folder);
        log.growJanuaryToMarch(ENTRIES);
        log.asOwner("create table kept_january as select * from audit_entry where seq = (select seq from audit_leaf where leaf_index = 5)");
        retention = new Retention(log.database, log.cluster.ownerConnections(), log.log, log.identity, log.archives(), List.of("collector:6514"), log.clock());
        advanceCollector(2 * ENTRIES);
    }

    @AfterAll
    static void stop() throws Exception {
        log.close();
    }

    @Test
    @Order(1)
    void monthThatIsNotOver_orHasNoPartition_isNotArchived() {
        assertThrows(IllegalArgumentException.class, () -> retention.archive(YearMonth.of(2026, 3), "officer"));
        assertTrue(retention.archive(YearMonth.of(2025, 12), "officer").isEmpty());
    }

    @Test
    @Order(1)
    void monthThatACollectorMayNotHave_staysInTheDatabase() throws Exception {
        Retention waiting = new Retention(log.database, log.cluster.ownerConnections(), log.log, log.identity, log.archives(),
                List.of("collector:6514", "another:6514"), log.clock());
        NotForwardedException refused = assertThrows(NotForwardedException.class, () -> waiting.archive(JANUARY, "officer"));
        assertTrue(refused.getMessage().contains("another:6514 surely has those before leaf 0 only"), refused.getMessage());
        assertEquals(0, log.verification.verify().archived());
    }

    private static void advanceCollector(long next) {
        log.database.transaction(session -> {
            new ForwardRepository().advance(session, "collector:6514", next);
            return null;
        });
    }

    @Test
    @Order(2)
    void entryThatDoesNotHashToItsLeaf_keepsTheMonthInTheDatabase() throws Exception {
        log.asOwner("alter table audit_leaf disable trigger user", "create table kept as select * from audit_leaf where leaf_index = 7",
                "update audit_leaf set leaf_hash = sha256('x') where leaf_index = 7");
        assertThrows(LogDamagedException.class, () -> retention.archive(JANUARY, "officer"));
        assertTrue(Files.notExists(log.archives().resolve("2026-01.zip.new")), "what was written of it is not left");
        log.asOwner("update audit_leaf l set leaf_hash = k.leaf_hash from kept k where l.leaf_index = 7", "drop table kept");
        assertNull(log.verification.verify().fault());
        assertEquals(0, log.verification.verify().archived());
    }

    @Test
    @Order(3)
    void archivedMonth_leavesTheLogWhole_andItsProofsHold() throws Exception {
        InclusionProof before = InclusionProof.of(new StoredSubtrees(log.database), 5, 2L * ENTRIES);
        january = retention.archive(JANUARY, "officer").orElseThrow();
        assertEquals(ENTRIES, january.entries());
        assertTrue(Files.exists(log.archives().resolve("2026-01.zip")));
        LogVerification.Report report = verifyWhileTheRecordGetsItsLeaf();
        assertNull(report.fault());
        assertEquals(ENTRIES, report.archived());
        assertEquals(0, report.leafOnly());
        InclusionProof after = InclusionProof.of(new StoredSubtrees(log.database), 5, 2L * ENTRIES);
        byte[] leaf = log.database.transaction(session -> new NodeRepository().hashes(session, 0, 5, 6)).getFirst();
        byte[] root = new StoredSubtrees(log.database).root(0, 2L * ENTRIES);
        assertTrue(after.verifies(leaf, root));
        assertArrayEquals(before.path().getLast(), after.path().getLast());
        assertTrue(retention.archive(JANUARY, "officer").isEmpty(), "once");
    }

    @Test
    @Order(4)
    void archiveFile_isSignedByTheLog() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(log.archives().resolve("2026-01.zip"))) {
            SignedNote note = SignedNote.parse(Files.readString(zip.getPath("archive.note")));
            assertEquals("lumenvault/test/archive/2026-01", note.checkpoint().origin());
            assertEquals(ENTRIES, note.checkpoint().size());
            assertTrue(note.signedBy(log.identity.signer().key()));
            List<String> lines = Files.readAllLines(zip.getPath("entries.jsonl"));
            assertEquals(ENTRIES, lines.size());
            assertTrue(lines.getFirst().startsWith("{\"index\":0,\"body\":{"), lines.getFirst());
            assertTrue(log.identity.signed(SignedNote.parse(Files.readString(zip.getPath("checkpoint.note")))));
        }
    }

    @Test
    @Order(5)
    void changedArchive_isFound_andAbsentArchiveIsSaid() throws Exception {
        Path file = log.archives().resolve("2026-01.zip");
        Path kept = file.resolveSibling("kept.zip");
        Files.copy(file, kept);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path entries = zip.getPath("entries.jsonl");
            Files.writeString(entries, Files.readString(entries).replaceFirst("\"principal\":\"client\"", "\"principal\":\"nobody\""));
        }
        assertEquals("the archive of 2026-01 does not hold what the log recorded of it", log.verification.verify().fault());
        Files.delete(file);
        LogVerification.Report report = log.verification.verify();
        assertNull(report.fault());
        assertEquals(ENTRIES, report.leafOnly());
        Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @Order(6)
    void requestsGoOn_andGetTheirLeaves_whileTheTakingOutOfAMonthWaitsForAReader() throws Exception {
        advanceCollector(4 * ENTRIES);
        log.now = Instant.parse("2026-04-15T12:00:00Z");
        YearMonth march = YearMonth.of(2026, 3);
        log.asOwner("alter table audit_entry detach partition audit_entry_other", "create table audit_entry_202603 (like audit_entry including all)",
                "insert into audit_entry_202603 select * from audit_entry_other", "alter table audit_entry_other disable trigger user",
                "truncate audit_entry_other", "alter table audit_entry_other enable trigger user",
                "alter table audit_entry attach partition audit_entry_202603 for values from ('2026-03-01Z') to ('2026-04-01Z')",
                "alter table audit_entry attach partition audit_entry_other default");
        log.grow(1);
        try (Connection reader = log.cluster.ownerConnections().getConnection(); Statement reading = reader.createStatement();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            reader.setAutoCommit(false);
            reading.execute("select count(*) from audit_entry");
            Future<?> archived = other.submit(() -> retention.archive(march, "officer").orElseThrow());
            awaitWaiting();
            log.grow(20);
            // Between two attempts no transaction is open that has a number: entries get their leaves while the month waits.
            while (!text("select count(*) from audit_entry entry where not exists (select from audit_leaf leaf"
                    + " where leaf.seq = entry.seq and leaf.time = entry.time)").equals("0")) {
                log.sequencer.sequence();
            }
            assertFalse(archived.isDone());
            reader.commit();
            archived.get();
        }
        assertEquals("0", text("select count(*) from pg_class where relname like 'audit_entry_202603%' and relkind = 'r'"));
        log.grow(1);
        assertNull(log.verification.verify().fault());
    }

    @Test
    @Order(5)
    void bodyPutBackFromAnArchive_hidesNoOtherThatIsTakenAway() throws Exception {
        String live = " where seq = (select seq from audit_leaf where leaf_index = " + ENTRIES + ")";
        log.asOwner("alter table audit_leaf disable trigger user", "alter table audit_entry disable trigger user",
                "alter table audit_entry_202602 disable trigger user", "alter table audit_entry_other disable trigger user",
                "create table kept_leaf as select * from audit_leaf where leaf_index = " + ENTRIES, "create table kept_entry as select * from audit_entry" + live,
                // As many bodies of January are missing as its archive has: one that is there again, and one of February.
                "insert into audit_entry select * from kept_january", "delete from audit_entry" + live,
                "update audit_leaf set time = '2026-01-15T12:00:00Z' where leaf_index = " + ENTRIES);
        assertEquals(ENTRIES + " entries of 2026-01 are missing, but they are not those of its archive", log.verification.verify().fault());
        assertEquals("the archive of 2026-01 does not hold what the log recorded of it", new ArchiveReader(log.database, log.archives()).fault(january));
        log.asOwner("update audit_leaf l set time = k.time from kept_leaf k where l.leaf_index = k.leaf_index", "insert into audit_entry select * from kept_entry",
                "delete from audit_entry where seq in (select seq from kept_january)", "drop table kept_leaf, kept_entry");
        assertNull(log.verification.verify().fault());
    }

    /** A month leaves the database a moment before the record of its archive is under the tree: a log is not accused for that. */
    private static LogVerification.Report verifyWhileTheRecordGetsItsLeaf() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<LogVerification.Report> verified = other.submit(log.verification::verify);
            Thread.sleep(1000);
            assertFalse(verified.isDone(), "the record has no leaf yet");
            log.grow(1);
            return verified.get();
        }
    }

    @Test
    @Order(5)
    void evidence_hasEntriesFromArchivesAtHand_andNamesThoseThatAreNot() throws Exception {
        UUID key = UUID.fromString(text("select objects[1]::text from kept_january"));
        LogSearch search = new LogSearch(log.database);
        EvidenceBundle bundles = new EvidenceBundle(search, new LogProofs(log.database, log.identity),
                new ArchivedEntries(log.database, search, log.identity, log.archives()), log.identity.keys());
        EvidenceBundle.Evidence evidence = bundles.of(key, null).orElseThrow();
        assertEquals(List.of(5L), List.copyOf(evidence.events().keySet()));
        assertEquals(List.of(), evidence.unread());
        Path bundle = folder.resolve("evidence.zip");
        try (OutputStream out = Files.newOutputStream(bundle)) {
            bundles.write(evidence, "{}", out);
        }
        assertTrue(Evidence.verify(bundle, TrustedKeys.of(log.identity.keys())).statement().startsWith("1 entries of key " + key));
        Path file = log.archives().resolve("2026-01.zip");
        Path kept = file.resolveSibling("kept.zip");
        Files.move(file, kept);
        evidence = bundles.of(key, null).orElseThrow();
        assertEquals(List.of("2026-01"), evidence.unread());
        assertTrue(evidence.events().isEmpty());
        Files.move(kept, file);
    }

    private static void awaitWaiting() throws Exception {
        while (text("select count(*) from pg_locks where not granted").equals("0")) {
            Thread.sleep(5);
        }
    }

    @Test
    @Order(7)
    void monthThatWasTakenOutByARunThatWasCutOff_isDroppedByTheNext() throws Exception {
        log.asOwner("create table audit_entry_202601_archived (like audit_entry)");
        assertTrue(retention.archive(JANUARY, "officer").isEmpty());
        assertEquals("0", text("select count(*) from pg_class where relname = 'audit_entry_202601_archived'"));
        assertNull(log.verification.verify().fault());
    }

    private static String text(String query) throws Exception {
        try (Connection owner = log.cluster.ownerConnections().getConnection(); Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    @Order(8)
    void monthTakenAwayWithoutRecord_orWithAForgedOne_isFound() throws Exception {
        log.asOwner("alter table audit_entry detach partition audit_entry_202602");
        String fault = ENTRIES + " entries of 2026-02 are missing, and the log records no archive of that month";
        assertEquals(fault, log.verification.verify().fault());
        log.log.append(new ArchivedMonth(FEBRUARY.toString(), ENTRIES, "00".repeat(32), "\u2014 lumenvault/test AAAAAAAA", null).event());
        log.grow(1);
        assertEquals(fault, log.verification.verify().fault());
    }
}
