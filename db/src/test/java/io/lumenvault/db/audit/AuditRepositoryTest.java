package io.lumenvault.db.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final AuditRepository entries = new AuditRepository();
    private final TreeRepository tree = new TreeRepository();

    @Test
    void entry_isNotWritten_whenTheObjectHasChanged() {
        ObjectRepository objects = new ObjectRepository();
        ManagedObject read = stored();
        AuditRow row = row("conditional", "Get", "served", null, read.uid());
        assertTrue(writeUse(row, read));
        database.transaction(session -> objects.update(session, read, ObjectChange.of(read).withState(2)));
        assertFalse(writeUse(row, read));
        assertEquals(1, by("conditional").size());
    }

    @Test
    void entriesThatBelongTogether_areWrittenAllOrNone_whateverBecomesOfOthers() {
        ManagedObject kept = stored();
        ManagedObject changed = stored();
        database.transaction(session -> new ObjectRepository().update(session, changed, ObjectChange.of(changed).withState(2)));
        List<Boolean> written = database.transaction(session -> entries.insertUses(session, List.of(
                List.of(use("together-none", kept), use("together-none", changed), use("together-none", kept)),
                List.of(use("together-all", kept), use("together-all", kept)),
                List.of(use("together-alone", changed)))));
        assertEquals(List.of(false, true, false), written);
        assertEquals(0, by("together-none").size());
        assertEquals(2, by("together-all").size());
        assertEquals(0, by("together-alone").size());
    }

    @Test
    void entryThatTheDatabaseSwallows_failsItsTransaction() throws Exception {
        try (Connection owner = started.connectAsOwner(); var statement = owner.createStatement()) {
            statement.execute("create function swallow() returns trigger language plpgsql as 'begin return null; end'");
            statement.execute("create trigger swallow before insert on audit_entry for each row when (new.principal ^@ 'swallowed') execute function swallow()");
            ManagedObject object = stored();
            assertThrows(RuntimeException.class, () -> append(row("swallowed", "Get", "served", null, UUID.randomUUID())));
            assertThrows(RuntimeException.class, () -> database.transaction(session -> {
                entries.insertAll(session, List.of(row("beside", "Get", "served", null, UUID.randomUUID()), row("swallowed", "Get", "served", null, UUID.randomUUID())));
                return null;
            }));
            assertEquals(List.of(false), database.transaction(session -> entries.insertUses(session,
                    List.of(List.of(use("kept-use", object), use("swallowed-use", object))))), "uses that belong together are not written by half");
            statement.execute("drop trigger swallow on audit_entry");
            statement.execute("drop function swallow()");
        }
        assertEquals(0, by("beside").size());
    }

    private ManagedObject stored() {
        ManagedObject object = new ManagedObject(UUID.randomUUID(), "owner", 2, 1, Cryptography.NONE, LifecycleDates.initial(NOW),
                false, null, new byte[0], null);
        database.transaction(session -> {
            new ObjectRepository().insertAll(session, List.of(new NewRow(object, List.of())));
            return null;
        });
        return object;
    }

    private static UseRow use(String principal, ManagedObject read) {
        return new UseRow(row(principal, "Get", "served", null, read.uid()), read.uid(), read.version());
    }

    @Test
    void sequencer_waitsForTransactionsThatStillRun() throws Exception {
        try (Connection slow = started.connect()) {
            slow.setAutoCommit(false);
            insertRaw(slow, "slow");
            append(row("quick", "Get", "served", null, UUID.randomUUID()));
            assertFalse(waiting().contains("quick"), "an entry behind a running transaction must wait");
            slow.commit();
        }
        List<String> both = waiting();
        assertTrue(both.indexOf("slow") >= 0 && both.indexOf("slow") < both.indexOf("quick"), both.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_entry set result = 'served'", "delete from audit_entry", "truncate audit_entry cascade",
        "delete from audit_entry_other", "delete from audit_leaf", "update audit_leaf set leaf_hash = leaf_hash",
        "update audit_checkpoint set note = ''", "truncate audit_node", "update audit_tree set size = 0", "delete from audit_tree"})
    void log_refusesEveryChange_ofTheApplicationAndOfTheOwner(String statement) throws Exception {
        append(row("kept", "Get", "served", null, UUID.randomUUID()));
        assertTrue(refusal(started.connect(), statement).contains("permission denied"));
        assertTrue(refusal(started.connectAsOwner(), statement).contains("insert-only"));
    }

    @Test
    void partition_isNotReachedPastItsTable() throws Exception {
        String partition = "audit_entry_" + java.time.format.DateTimeFormatter.ofPattern("yyyyMM").format(java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC));
        assertTrue(refusal(started.connect(), "select * from " + partition).contains("permission denied"));
        assertTrue(refusal(started.connect(), "insert into " + partition + " (event_id) values (null)").contains("permission denied"));
        assertTrue(refusal(started.connectAsOwner(), "delete from " + partition).contains("insert-only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from audit_block", "update audit_block set terms = '{}'", "truncate audit_block", "delete from audit_facet",
        "update audit_facet set term = 0"})
    void searchIndex_onlyGrows_byTheApplication(String statement) throws Exception {
        assertTrue(refusal(started.connect(), statement).contains("permission denied"));
    }

    @Test
    void applicationsRole_mayInsertOnly() {
        assertTrue(new AuditRights(database).insertOnly());
    }

    @Test
    void keyOfTheCosigner_andCosignaturesOfWitnesses_areNotChangedOrRemoved_butSealedAnew() throws Exception {
        for (String refused : List.of("update audit_cosigner set public_key = ''", "update audit_cosigner set since = 1000000", "delete from audit_cosigner",
                "truncate audit_cosigner", "update audit_witnessed set size = 1", "delete from audit_witnessed", "truncate audit_witnessed")) {
            assertTrue(refusal(started.connect(), refused).contains("permission denied"), refused);
        }
        try (Connection connection = started.connect(); var seal = connection.createStatement()) {
            seal.execute("update audit_cosigner set generation = generation, sealed = sealed");
            seal.execute("select id from audit_cosigner for update skip locked");
        }
    }

    @Test
    void partitions_areMadeByTheApplication_forMonthsToCome_once() {
        PartitionRepository partitions = new PartitionRepository();
        java.time.YearMonth month = java.time.YearMonth.now(java.time.ZoneOffset.UTC).plusMonths(7);
        boolean first = database.transaction(session -> partitions.make(session, month));
        boolean second = database.transaction(session -> partitions.make(session, month));
        assertTrue(first);
        assertFalse(second);
    }

    @Test
    void tree_doesNotGrowOverLeavesThatAreMissing() {
        TreeRepository.TreeState state = database.transaction(tree::state);
        TreeRepository.TreeState forged = new TreeRepository.TreeState(state.size() + 5, state.frontier(), "9999", 9999);
        RuntimeException refused = assertThrows(RuntimeException.class, () -> database.transaction(session -> tree.advance(session, state, forged)));
        assertTrue(String.valueOf(refused.getMessage()).contains("leaves that are missing"), refused.getMessage());
    }

    private static String refusal(Connection opened, String statement) throws SQLException {
        try (Connection connection = opened; var change = connection.createStatement()) {
            return assertThrows(SQLException.class, () -> change.execute(statement)).getMessage();
        }
    }

    private boolean writeUse(AuditRow row, ManagedObject read) {
        return database.transaction(session -> entries.insertUses(session, List.of(List.of(new UseRow(row, read.uid(), read.version())))).getFirst());
    }

    private List<String> waiting() {
        return database.transaction(session -> tree.unsequenced(session, tree.state(session).last(), 1000)).stream()
                .map(entry -> new String(entry.body(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    private static void insertRaw(Connection connection, String body) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into audit_entry (event_id, time, principal, protocol, operation, result, body)
                values (gen_random_uuid(), now(), 'raw', 'test', 'Get', 'served', ?)""")) {
            insert.setBytes(1, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    private void append(AuditRow row) {
        database.transaction(session -> {
            entries.insert(session, row);
            return null;
        });
    }

    private List<FoundEntry> by(String principal) {
        AuditSearch search = new AuditSearch(null, null, principal, null, null, null, null, List.of(), null, 100);
        return database.transaction(session -> new SearchRepository().tail(session, search, null, 10_000)).entries();
    }

    private static AuditRow row(String principal, String operation, String result, String link, UUID object) {
        return new AuditRow(UUID.randomUUID(), NOW, principal, "test", operation, result, null, link, List.of(object),
                principal.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
