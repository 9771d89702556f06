package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.Database;
import io.lumenvault.db.Migration;
import io.lumenvault.db.audit.AuditRepository;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.LogPages;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.tlog.MerkleTree;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A database administrator changes the log in every way that a database allows; the verification or the next start finds it. */
class AuditTamperingTest {

    private static final String ORIGIN = "lumenvault/test";
    private static final int ENTRIES = 10;

    private Path folder;
    private static PostgresCluster cluster;
    private static int databases;
    private String name;
    private SessionFactory sessions;
    private KeyPair signing;
    private AuditLog log;
    private LogIdentity identity;
    private LogContinuity continuity;
    private EntrySeal seal;
    private Duration later = Duration.ZERO;
    private Sequencer sequencer;
    private LogVerification verification;

    @BeforeAll
    static void startCluster(@TempDir Path shared) throws Exception {
        cluster = PostgresCluster.open(shared.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    /** Each test has a database of its own. */
    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        name = "log" + databases++;
        cluster.createDatabase(name);
        Migration.run(cluster.ownerConnections(name), cluster.user());
        sessions = new HibernatePersistenceConfiguration("test").jdbcUrl(cluster.jdbcUrl(name)).jdbcUsername(cluster.user())
                .jdbcPassword(password()).jdbcPoolSize(8).managedClass(ManagedObject.class).createEntityManagerFactory();
        Database database = new Database(sessions);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        signing = generator.generateKeyPair();
        identity = new LogIdentity(ORIGIN, new HsmCheckpointSigner(signer(), ORIGIN), List.of(new SoftCosigner("lumenvault/test/cosigner")));
        continuity = new LogContinuity(database, identity, List.of(new CheckpointFile(folder.resolve("audit-checkpoint"))));
        seal = new EntrySeal();
        seal.begin(new byte[32], 0);
        log = new AuditLog(database, new DecisionCounts(), seal, "test", Clock.systemUTC(), UUID::randomUUID,
                new AwaitedLeaves(() -> System.nanoTime() + later.toNanos()));
        sequencer = new Sequencer(database, log, seal, identity, continuity, Clock.systemUTC());
        verification = new LogVerification(database, seal, identity, continuity, folder.resolve("archive"));
        grow();
    }

    @AfterEach
    void stop() throws Exception {
        sessions.close();
    }

    @Test
    void cleanLog_isWhole_andExtendsWhatIsHeldOutside() {
        grow();
        assertNull(fault());
        sequencer.requireExtension();
    }

    @Test
    void changedColumns_areFound() throws Exception {
        for (String change : List.of("principal = 'nobody'", "operation = 'forged'", "result = 'served'", "reason = 'x'", "link = 'x'",
                "protocol = 'x'", "time = time + interval '1 hour'", "objects = '{}'", "event_id = gen_random_uuid()")) {
            String column = change.substring(0, change.indexOf(' '));
            tamper("create table kept as select * from audit_entry where seq = 5", "update audit_entry set " + change + " where seq = 5");
            // An entry's time is what finds its partition.
            assertEquals(column.equals("time") ? absent() : "the column " + column + " of leaf 4 has been changed", fault());
            tamper("update audit_entry e set (" + column + ") = (select k." + column + " from kept k) where seq = 5", "drop table kept");
            assertNull(fault());
        }
    }

    @Test
    void changedBodyAndRemovedEntry_areFound() throws Exception {
        tamper("update audit_entry set body = body || ' '::bytea where seq = 3");
        assertTrue(fault().contains("leaf 2 has been changed"), fault());
        tamper("delete from audit_entry where seq = 3");
        assertEquals(absent(), fault());
    }

    /** What was changed, how it is undone, and what the verification says. */
    private record Change(String done, String undone, String said) {}

    @Test
    void changesOfTheTreeAndItsHeads_areFound() throws Exception {
        for (int i = 0; i < 300; i++) {
            log.append(event(i));
        }
        sequencer.sequence();
        assertTrue(sequencer.checkpoint());
        assertNull(fault());
        tamper("create table kept_node as table audit_node", "create table kept_tree as table audit_tree",
                "create table kept_head as table audit_checkpoint", "create table kept_leaf as table audit_leaf");
        String head = "update audit_checkpoint c set (size, root, time, note) = (select k.size, k.root, k.time, k.note from kept_head k"
                + " where k.note = c.note or k.root = c.root) where c.size <> 310";
        for (Change change : List.of(
                new Change("update audit_node set hash = sha256('x') where index = 0", "update audit_node n set hash = k.hash from kept_node k where k.index = n.index",
                        "the tree node over leaves from 0 has been changed"),
                new Change("delete from audit_node", "insert into audit_node table kept_node", "the tree node over leaves from 0 has been changed"),
                new Change("insert into audit_node values (8, 1, sha256('x'))", "delete from audit_node where index = 1", "nodes over leaves that do not exist"),
                new Change("update audit_tree set frontier = sha256('x') || substr(frontier, 33)", "update audit_tree t set frontier = k.frontier from kept_tree k",
                        "the tree's frontier has been changed"),
                new Change("update audit_leaf set leaf_hash = sha256('x') where leaf_index = 300",
                        "update audit_leaf l set leaf_hash = k.leaf_hash from kept_leaf k where k.seq = l.seq", "leaf 300 has been changed"),
                new Change("update audit_leaf set time = time + interval '1 us' where leaf_index = 300",
                        "update audit_leaf l set time = k.time from kept_leaf k where k.seq = l.seq", "records no archive of that month"),
                new Change("insert into audit_leaf values (310, 9999, sha256('x'), now())", "delete from audit_leaf where leaf_index = 310", "leaves outside the tree"),
                new Change("update audit_checkpoint set root = sha256('x') where size = 10", head, "checkpoint of 10 entries does not match"),
                new Change("update audit_checkpoint set size = 9 where size = 10", head, "checkpoint of 9 entries does not match"),
                new Change("update audit_checkpoint set time = time + interval '1 s' where size = 10", head, "checkpoint of 10 entries does not match its cosignature"),
                new Change("update audit_checkpoint set note = substr(note, 1, length(note) - 30)"
                        + " || case left(right(note, 30), 1) when 'A' then 'B' else 'A' end || right(note, 29) where size = 10", head,
                        "checkpoint of 10 entries"),
                new Change("insert into audit_checkpoint select 400, root, time, note from audit_checkpoint where size = 10",
                        "delete from audit_checkpoint where size = 400", "signed heads of larger trees"),
                new Change("insert into audit_entry (xid, event_id, time, principal, protocol, operation, result, body) values ('99999999', gen_random_uuid(),"
                        + " now(), 'forger', 'kmip', 'Get', 'served', '{}')", "delete from audit_entry where principal = 'forger'", "have not begun"))) {
            tamper(change.done());
            assertTrue(String.valueOf(fault()).contains(change.said()), change.done() + ": " + fault());
            tamper(change.undone());
            assertNull(fault(), change.undone());
        }
    }

    @Test
    void headOutsideTheDatabase_mustBeSignedByTheLog() throws Exception {
        Path held = folder.resolve("audit-checkpoint");
        String note = Files.readString(held);
        Files.writeString(held, note.replace("\n" + ENTRIES + "\n", "\n" + (ENTRIES - 1) + "\n"));
        assertTrue(fault().contains("not signed by the key of this audit log"), fault());
        assertThrows(LogRolledBackException.class, sequencer::requireExtension);
        Files.writeString(held, "nothing");
        assertTrue(fault().contains("cannot be read"), fault());
        Files.writeString(held, note);
        assertNull(fault());
    }

    @Test
    void frontierThatDoesNotExtendTheHeldHead_isNeverSigned() throws Exception {
        log.append(event(1));
        sequencer.sequence();
        tamper("update audit_tree set frontier = sha256('x') || substr(frontier, 33)");
        assertThrows(LogRolledBackException.class, sequencer::checkpoint);
    }

    @Test
    void entryRewrittenWithLeafAndFrontier_beforeItsHeadIsSigned_isNeverSigned() throws Exception {
        log.append(event(1));
        sequencer.sequence();
        rewriteLastLeaf();
        assertTrue(assertThrows(LogRolledBackException.class, sequencer::checkpoint).getMessage().contains("this node has seen committed"));
        log.append(event(2));
        sequencer.sequence();
        assertTrue(assertThrows(LogRolledBackException.class, sequencer::checkpoint).getMessage().contains("this node has seen committed"),
                "also when more has been built on it");
    }

    @Test
    void nodesThatTakeTurns_followEachOthersLeaves_andBothSign() {
        Sequencer another = new Sequencer(new Database(sessions), log, seal, identity, continuity, Clock.systemUTC());
        for (int i = 0; i < 3; i++) {
            log.append(event(i));
            sequencer.sequence();
            log.append(event(i));
            another.sequence();
            assertTrue(another.checkpoint());
            log.append(event(i));
            sequencer.sequence();
            assertTrue(sequencer.checkpoint());
        }
        assertNull(fault());
    }

    @Test
    void leafTakenAway_beforeItsHeadIsSigned_isNoticed() throws Exception {
        tamper("create table kept_tree as table audit_tree");
        log.append(event(1));
        sequencer.sequence();
        tamper("delete from audit_leaf where leaf_index = " + ENTRIES, "delete from audit_entry where seq = (select max(seq) from audit_entry)",
                "update audit_tree t set size = k.size, frontier = k.frontier, last_xid = k.last_xid, last_seq = k.last_seq from kept_tree k");
        assertEquals("audit log rolled back from 11 leaves, which this node has seen committed, to 10",
                assertThrows(LogRolledBackException.class, sequencer::checkpoint).getMessage());
    }

    @Test
    void entryRewrittenWithAllThatFollowsFromIt_isFoundByItsMac() throws Exception {
        log.append(event(1));
        sequencer.sequence();
        rewriteLastLeaf();
        assertEquals("the entry of leaf " + ENTRIES + " was written by no node", fault());
        // A node that is started again has not seen the genuine one.
        Sequencer another = new Sequencer(new Database(sessions), log, seal, identity, continuity, Clock.systemUTC());
        assertEquals("the entry of leaf " + ENTRIES + " was written by no node", assertThrows(LogDamagedException.class, another::checkpoint).getMessage());
    }

    @Test
    void entryTakenAwayBeforeItsLeaf_isMissed_andTheLogSaysSo_once() throws Exception {
        LeafWatch watch = new LeafWatch(new Database(sessions), log, Clock.systemUTC());
        log.append(event(1));
        log.append(event(2));
        later = later.plusMinutes(1);
        watch.look();
        assertEquals(0, watch.missed(), "rows that still wait are none that are missed");
        assertTrue(watch.oldest().isPositive());
        tamper("delete from audit_entry where seq = (select max(seq) from audit_entry)");
        later = later.plusMinutes(1);
        tamper("create function no_room() returns trigger language plpgsql as 'begin raise exception ''no room''; end'",
                "create trigger no_room before insert on audit_entry for each row execute function no_room()");
        assertThrows(RuntimeException.class, watch::look, "what cannot be recorded is not forgotten");
        assertEquals(0, watch.missed());
        tamper("drop trigger no_room on audit_entry", "drop function no_room()");
        watch.look();
        grow();
        later = later.plusMinutes(1);
        watch.look();
        sequencer.sequence();
        assertEquals(1, watch.missed());
        assertEquals("1", text("select count(*) from audit_entry join audit_leaf using (seq) where operation = 'Miss Audit Entry' and result = 'failed'"));
        assertTrue(watch.oldest().isZero());
        assertNull(fault());
    }

    /** A body with its column, its leaf and the frontier, as whoever is past the triggers can write them. */
    private void rewriteLastLeaf() throws Exception {
        tamper("update audit_entry set principal = 'nobody', body = convert_to(replace(convert_from(body, 'UTF8'), '\"principal\":\"auditor\"',"
                        + " '\"principal\":\"nobody\"'), 'UTF8') where seq = (select max(seq) from audit_entry)",
                "update audit_leaf l set leaf_hash = sha256('\\x00'::bytea || e.body) from audit_entry e where e.seq = l.seq and l.leaf_index = " + ENTRIES);
        assertEquals("1", text("select count(*) from audit_entry where principal = 'nobody' and position('\"nobody\"' in convert_from(body, 'UTF8')) > 0"));
        MerkleTree forged = new MerkleTree();
        for (byte[] hash : new Database(sessions).transaction(session -> new NodeRepository().hashes(session, 0, 0, ENTRIES + 1))) {
            forged.append(hash);
        }
        tamper("update audit_tree set frontier = '\\x" + HexFormat.of().formatHex(forged.frontier()) + "'");
    }

    @Test
    void insertedHeadOfAHugeTree_isRefused_byWhoeverWouldTakeIt() throws Exception {
        Database database = new Database(sessions);
        Retention retention = new Retention(database, cluster.ownerConnections(name), log, identity, folder.resolve("archive"), List.of(), Clock.systemUTC());
        Witnesses witnesses = new Witnesses(database, log, identity, List.of());
        String genuine = "select %s, root, time, note from audit_checkpoint where size = " + ENTRIES;
        for (String forged : List.of(genuine.formatted("9000000000"), genuine.formatted(ENTRIES + 1), "values (9000000000, sha256('x'), now(), 'no note')",
                "select 9000000000, root, time, replace(note, E'\\n" + ENTRIES + "\\n', E'\\n9000000000\\n') from audit_checkpoint where size = " + ENTRIES)) {
            tamper("insert into audit_checkpoint " + forged);
            log.append(event(1));
            log.append(event(2));
            sequencer.sequence();
            for (Executable taker : List.<Executable>of(sequencer::checkpoint, sequencer::requireExtension, witnesses::offer, new LogProofs(database, identity)::last,
                    () -> retention.archive(YearMonth.now(ZoneOffset.UTC).minusMonths(1), "officer"))) {
                assertTrue(assertThrows(LogRolledBackException.class, taker, forged).getMessage().contains("entries that this log did not sign"), forged);
            }
            tamper("delete from audit_checkpoint where size <> " + ENTRIES);
        }
        assertTrue(sequencer.checkpoint(), "without it the log goes on");
    }

    @Test
    void entrySlippedInAmongOlderOnes_isFound() throws Exception {
        tamper("insert into audit_entry (xid, event_id, time, principal, protocol, operation, result, body) "
                + "values ('3', gen_random_uuid(), now(), 'forger', 'kmip', 'Get', 'served', '{}')");
        sequencer.sequence();
        assertEquals("1 entries stand among those of the tree and have no leaf", fault());
    }

    @Test
    void rowAddedAtTheEndByWhoeverMayInsert_isNoEntry_andTheLogSaysSo() throws Exception {
        asServer(forged("now()", "'{}'", "null"), forged("now()", "'{}'", "decode(repeat('00', 16), 'hex')"));
        grow();
        sequencer.sequence();
        assertEquals(2, verification.verify().refused());
        assertNull(fault());
        assertEquals(2 * ENTRIES + 1, verification.verify().entries(), "and one entry about them");
        assertEquals("1", text("select count(*) from audit_entry where operation = 'Refuse Audit Row' and principal = 'system/audit'"));
        assertEquals("0", text("select count(*) from audit_leaf join audit_entry using (seq) where principal = 'forger'"));
        assertEquals(List.of(), new LogSearch(new Database(sessions)).page(new AuditSearch(null, null, "forger", null, null, null, null, List.of(), null, 10)).entries());
    }

    @Test
    void copyOfAnEntry_howeverOld_isNoEntry() throws Exception {
        String copy = "insert into audit_entry (event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac)"
                + " select event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac from audit_entry where seq = 2";
        asServer(copy, copy.replace("event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac from",
                "event_id, time + interval '1 s', principal, protocol, operation, result, reason, link, objects, body, mac from"));
        grow();
        assertEquals(2, verification.verify().refused());
        assertNull(fault());
    }

    @Test
    void rowThatIsGivenALeafPastTheSequencer_isFound_andNeverSigned() throws Exception {
        Database database = new Database(sessions);
        AuditRow forged = EventBody.row(event(7), UUID.randomUUID(), "test", Instant.now().truncatedTo(ChronoUnit.MICROS));
        database.transaction(session -> {
            new AuditRepository().insert(session, forged);
            return null;
        });
        TreeRepository tree = new TreeRepository();
        TreeRepository.TreeState before = database.transaction(tree::state);
        database.transaction(session -> {
            List<TreeRepository.Unsequenced> rows = tree.unsequenced(session, before.last(), 10);
            MerkleTree grown = new MerkleTree(before.size(), before.frontier());
            byte[] hash = grown.leafHash(rows.getFirst().body());
            grown.append(hash);
            tree.insertLeaves(session, before.size(), rows, List.of(hash));
            return tree.advance(session, before, new TreeRepository.TreeState(grown.size(), grown.frontier(), rows.getFirst().xid(), rows.getFirst().seq()));
        });
        assertEquals("the entry of leaf " + ENTRIES + " was written by no node", fault());
        log.append(event(1));
        sequencer.sequence();
        assertEquals("the entry of leaf " + ENTRIES + " was written by no node", assertThrows(LogDamagedException.class, sequencer::checkpoint).getMessage());
    }

    @Test
    void rowWithTheNumberOfAnEntry_hidesTheEntryNowhere() throws Exception {
        Database database = new Database(sessions);
        asServer("insert into audit_entry (seq, event_id, time, principal, protocol, operation, result, body) select seq, gen_random_uuid(),"
                + " time + interval '1 us', 'forger', 'kmip', 'Get', 'served', '{}' from audit_entry where seq = 5");
        grow();
        List<LogPages.Leaf> leaves = database.transaction(session -> new LogPages().leaves(session, 0, ENTRIES));
        assertTrue(leaves.stream().allMatch(leaf -> leaf.entry() != null && leaf.entry().principal().equals("auditor")),
                "what forwarding, exports and verification read");
        LogSearch search = new LogSearch(database);
        List<Long> found = search.page(new AuditSearch(null, null, "auditor", null, null, null, null, List.of(), null, 100)).entries().stream()
                .map(FoundEntry::leafIndex).filter(leaf -> leaf != null && leaf < ENTRIES).toList();
        assertEquals(ENTRIES, found.size(), found.toString());
        assertEquals(List.of(), search.page(new AuditSearch(null, null, "forger", null, null, null, null, List.of(), null, 100)).entries());
        assertNull(fault());
        assertEquals(1, verification.verify().refused());
    }

    private static String forged(String time, String body, String mac) {
        return "insert into audit_entry (event_id, time, principal, protocol, operation, result, body, mac) values (gen_random_uuid(), " + time
                + ", 'forger', 'kmip', 'Get', 'served', " + body + ", " + mac + ")";
    }

    /** As the role that the server works as. */
    private void asServer(String... statements) throws Exception {
        try (Connection connection = java.sql.DriverManager.getConnection(cluster.jdbcUrl(name), cluster.user(), password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String text(String query) throws Exception {
        try (Connection connection = cluster.ownerConnections(name).getConnection(); Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void emptiedLog_isFound_andNeitherSignedNorStarted() throws Exception {
        tamper("delete from audit_leaf", "delete from audit_checkpoint", "delete from audit_entry",
                "update audit_tree set size = 0, frontier = '', last_xid = '0', last_seq = 0");
        assertEquals("audit log rolled back from " + ENTRIES + " to 0", fault());
        LogRolledBackException refused = assertThrows(LogRolledBackException.class, sequencer::requireExtension);
        assertEquals("audit log rolled back from " + ENTRIES + " to 0", refused.getMessage());
        log.append(event(0));
        sequencer.sequence();
        assertThrows(LogRolledBackException.class, sequencer::checkpoint);
    }

    @Test
    void logWrittenAnewToTheSameSize_isFound() throws Exception {
        tamper("delete from audit_leaf", "delete from audit_checkpoint", "delete from audit_entry",
                "update audit_tree set size = 0, frontier = '', last_xid = '0', last_seq = 0");
        for (int i = 0; i < 2 * ENTRIES; i++) {
            log.append(event(i));
        }
        sequencer.sequence();
        assertTrue(fault().contains("held outside the database"), fault());
        assertThrows(LogRolledBackException.class, sequencer::requireExtension);
    }

    private void grow() {
        for (int i = 0; i < ENTRIES; i++) {
            log.append(event(i));
        }
        sequencer.sequence();
        assertTrue(sequencer.checkpoint());
    }

    private static String absent() {
        return "1 entries of " + YearMonth.now(ZoneOffset.UTC) + " are missing, and the log records no archive of that month";
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(new Actor("auditor", "certificate", "00"), "127.0.0.1", "kmip", "Get", Result.REFUSED, "no " + number,
                "link-ab", List.of(UUID.randomUUID()), Map.of("number", Integer.toString(number)));
    }

    private String fault() {
        return verification.verify().fault();
    }

    /** As a database administrator, past the triggers that refuse. */
    private void tamper(String... statements) throws Exception {
        try (Connection connection = cluster.ownerConnections(name).getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("audit_entry", "audit_entry_" + month(), "audit_entry_other", "audit_leaf", "audit_node", "audit_checkpoint", "audit_tree")) {
                statement.execute("alter table " + table + " disable trigger user");
            }
            for (String change : statements) {
                statement.execute(change);
            }
        }
    }

    private static String month() {
        return java.time.format.DateTimeFormatter.ofPattern("yyyyMM").format(java.time.OffsetDateTime.now(ZoneOffset.UTC));
    }

    private String password() throws Exception {
        return Files.readString(cluster.passwordFile()).strip();
    }

    /** Of the HSM this needs the signature alone. */
    private RootOfTrust signer() {
        return (RootOfTrust) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {RootOfTrust.class}, (proxy, method, given) ->
                switch (method.getName()) {
                    case "sign" -> {
                        Signature signer = Signature.getInstance("SHA256withECDSA");
                        signer.initSign(signing.getPrivate());
                        signer.update((byte[]) given[0]);
                        yield signer.sign();
                    }
                    case "signaturePublicKey" -> signing.getPublic().getEncoded();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
