package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.Database;
import io.lumenvault.db.Migration;
import io.lumenvault.db.approval.ApprovalRow;
import io.lumenvault.db.approval.ApprovalState;
import io.lumenvault.db.approval.VoteRow;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Selector;
import io.lumenvault.policy.Span;
import io.lumenvault.server.access.CertificateName;
import io.lumenvault.server.access.CertificateRule;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.DecisionCounts;
import io.lumenvault.server.audit.EntrySeal;
import io.lumenvault.server.lifecycle.approval.Justification;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** M of N against a real PostgreSQL. Each test asks about an object of its own, so that they do not meet. */
class ApprovalsTest {

    private static final Justification WHY = new Justification(Justification.Reason.PLANNED_CHANGE, "CHG-1");
    private static final Duration TTL = Duration.ofHours(1);

    private static PostgresCluster cluster;
    private static SessionFactory sessions;
    private static Database database;
    private static volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private static final Clock CLOCK = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private volatile ApprovalRule rule = group(2);
    private volatile String gone;
    private final UUID object = UUID.randomUUID();
    private Door door;
    private AuditLog audit;
    private Approvals approvals;
    private ApprovalVotes votes;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        String password = Files.readString(cluster.passwordFile()).strip();
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(cluster.jdbcUrl());
        owner.setUser(cluster.owner());
        owner.setPassword(Files.readString(cluster.ownerPasswordFile()).strip());
        Migration.run(owner, cluster.user());
        sessions = new HibernatePersistenceConfiguration("test").jdbcUrl(cluster.jdbcUrl()).jdbcUsername(cluster.user())
                .jdbcPassword(password).jdbcPoolSize(16).managedClass(ManagedObject.class).createEntityManagerFactory();
        database = new Database(sessions);
    }

    @AfterAll
    static void stop() throws Exception {
        sessions.close();
        cluster.close();
    }

    @BeforeEach
    void compose() {
        audit = new AuditLog(database, new DecisionCounts(), new EntrySeal(), "test", CLOCK, UUID::randomUUID);
        door = new Door(database, audit);
        RequiredApprovals required = new RequiredApprovals(_ -> rule == null ? List.of() : List.of(rule), _ -> List.of());
        Predicate<String> approver = name -> !name.equals(gone);
        approvals = new Approvals(door, audit, required, approver, UUID::randomUUID, CLOCK);
        votes = new ApprovalVotes(door, audit, name -> new Group(name.contains(".") ? name.substring(0, name.indexOf('.')) : "*"), approver, CLOCK);
    }

    private static ApprovalRule group(int required) {
        return new ApprovalRule(ApprovedOperation.DESTROY, Selector.ALL, required, Set.of(), "officer", Span.parse(TTL.toString()));
    }

    private static AccessRequest by(String name, Role role, Permission permission) {
        return new AccessRequest(new Principal(name, Set.of(role), "certificate", "00"), "127.0.0.1", "kmip", "Destroy", permission);
    }

    private static AccessRequest requester() {
        return by("app", Role.APPLICATION, Permission.OBJECT_USE);
    }

    private static AccessRequest officer(String name) {
        return by(name, Role.OFFICER, Permission.APPROVAL_GIVE);
    }

    private Clearance clear(AccessRequest request, UUID about) {
        return approvals.clear(request, ApprovedOperation.DESTROY, List.of(about));
    }

    private UUID needed(AccessRequest request, UUID about) {
        ApprovalNeededException needed = assertThrows(ApprovalNeededException.class, () -> clear(request, about));
        UUID id = UUID.fromString(needed.details().get("approval"));
        assertTrue(needed.getMessage().contains(id.toString()), needed.getMessage());
        return id;
    }

    private UUID approved() {
        UUID id = needed(requester(), object);
        votes.approve(officer("olga"), id, WHY);
        assertEquals(ApprovalState.APPROVED, votes.approve(officer("omar"), id, WHY).row().state());
        return id;
    }

    private void carryOut(Clearance clearance) {
        door.commit(clearance.on(requester().served()), session -> {
            clearance.consume(session);
            return null;
        });
    }

    private List<String> recorded(UUID id) {
        return database.transaction(session -> session.createNativeQuery(
                "select operation || ' ' || principal || ' ' || result from audit_entry where cast(:id as uuid) = any(objects) order by seq", String.class)
                .setParameter("id", id.toString()).list());
    }

    private void assertRefused(Reason reason, Runnable work) {
        assertEquals(reason, assertThrows(VaultException.class, work::run).reason());
    }

    @Test
    void operationWithoutRule_isFree() {
        rule = null;
        Clearance clearance = clear(requester(), object);
        assertTrue(clearance.free());
        carryOut(clearance);
    }

    @Test
    void twoOfThem_serveTheRequestOnce_andEveryStepIsRecorded() {
        UUID id = needed(requester(), object);
        assertEquals(id, needed(requester(), object), "the same request waits, it is not asked twice");
        votes.approve(officer("olga"), id, WHY);
        assertEquals(id, needed(requester(), object), "one of two");
        votes.approve(officer("omar"), id, WHY);
        carryOut(clear(requester(), object));
        assertNotEquals(id, needed(requester(), object), "the next one is asked anew");
        assertEquals(List.of("Ask Approval app served", "Destroy olga served", "Destroy omar served", "Consume Approval app served"), recorded(id));
    }

    @Test
    void approval_isForTheOperationThatWasAsked_notForAnotherThatTheSameRuleGuards() {
        UUID id = approved();
        AccessRequest asked = requester();
        AccessRequest other = new AccessRequest(asked.principal(), asked.client(), asked.protocol(), "Obliterate", asked.permission());
        assertNotEquals(id, needed(other, object));
        carryOut(clear(requester(), object));
    }

    @Test
    void requester_cannotApprove_norAnybodyOutsideTheGroup_norAnybodyTwice() {
        UUID id = needed(officer("olga"), object);
        assertRefused(Reason.PERMISSION_DENIED, () -> votes.approve(officer("olga"), id, WHY));
        assertRefused(Reason.PERMISSION_DENIED, () -> votes.approve(by("adam", Role.AUDITOR, Permission.APPROVAL_READ), id, WHY));
        votes.approve(officer("omar"), id, WHY);
        assertRefused(Reason.CONFLICT, () -> votes.approve(officer("omar"), id, WHY));
        assertEquals(id, needed(officer("olga"), object));
        assertTrue(recorded(id).contains("Destroy olga refused"), recorded(id).toString());
    }

    @Test
    void members_areNamedOneByOne() {
        rule = new ApprovalRule(ApprovedOperation.DESTROY, Selector.ALL, 1, Set.of("omar"), null, Span.parse("PT1H"));
        UUID id = needed(requester(), object);
        assertRefused(Reason.PERMISSION_DENIED, () -> votes.approve(officer("olga"), id, WHY));
        assertEquals(ApprovalState.APPROVED, votes.approve(officer("omar"), id, WHY).row().state());
    }

    @Test
    void oneRefusal_endsIt_evenWhenEnoughHaveApproved_untilItsTimeIsOver() {
        UUID id = approved();
        Clearance clearance = clear(requester(), object);
        votes.refuse(officer("otto"), id, WHY);
        assertRefused(Reason.CONFLICT, () -> carryOut(clearance));
        assertEquals(id, needed(requester(), object));
        assertRefused(Reason.CONFLICT, () -> votes.approve(officer("oona"), id, WHY));
        now = now.plus(TTL);
        assertNotEquals(id, needed(requester(), object));
    }

    @Test
    void timeOver_neitherApprovalsNorTheirUseCount_andTheEndIsRecorded() {
        UUID waiting = needed(requester(), UUID.randomUUID());
        UUID id = approved();
        Clearance clearance = clear(requester(), object);
        now = now.plus(TTL);
        assertRefused(Reason.CONFLICT, () -> carryOut(clearance));
        assertRefused(Reason.CONFLICT, () -> votes.approve(officer("olga"), waiting, WHY));
        approvals.expire();
        assertTrue(recorded(id).contains("Expire Approval system/approvals served"), recorded(id).toString());
        assertTrue(recorded(waiting).contains("Expire Approval system/approvals served"), recorded(waiting).toString());
        assertNotEquals(id, needed(requester(), object));
    }

    @Test
    void ruleThatHasChanged_isAskedAnew() {
        UUID id = approved();
        rule = group(3);
        assertNotEquals(id, needed(requester(), object));
        assertTrue(recorded(id).contains("Expire Approval system/approvals served"), recorded(id).toString());
    }

    @Test
    void approverWhoCanApproveNoLonger_countsNoLonger() {
        UUID id = approved();
        Clearance clearance = clear(requester(), object);
        gone = "omar";
        assertRefused(Reason.CONFLICT, () -> carryOut(clearance));
        assertNotEquals(id, needed(requester(), object));
        assertTrue(recorded(id).contains("Expire Approval system/approvals served"), recorded(id).toString());
    }

    /** As somebody whom a token calls officer, and the directory something else. */
    @Test
    void voteThatWouldNotCount_isRefused_andTheRequestWaitsOn() {
        gone = "omar";
        UUID id = needed(requester(), object);
        assertRefused(Reason.PERMISSION_DENIED, () -> votes.approve(officer("omar"), id, WHY));
        assertRefused(Reason.PERMISSION_DENIED, () -> votes.refuse(officer("omar"), id, WHY));
        votes.approve(officer("olga"), id, WHY);
        assertEquals(id, needed(requester(), object), "it is not asked anew");
    }

    @Test
    void approvalThatIsOlderThanTheRuleNowLets_isAskedAnew() {
        UUID id = approved();
        rule = group(2).with(2, Span.parse("PT10M"));
        now = now.plus(Duration.ofMinutes(9));
        assertFalse(clear(requester(), object).free());
        now = now.plus(Duration.ofMinutes(1));
        assertNotEquals(id, needed(requester(), object));
        assertTrue(recorded(id).contains("Expire Approval system/approvals served"), recorded(id).toString());
    }

    @Test
    void groups_areTheRolesThatGiveApprovals() {
        assertEquals(Set.of(ApprovalRule.OFFICER), Arrays.stream(Role.values()).filter(role -> role.grants(Permission.APPROVAL_GIVE))
                .map(Role::configuredName).collect(Collectors.toSet()));
    }

    @Test
    void operationThatFails_doesNotUseTheApprovalUp() {
        approved();
        Clearance clearance = clear(requester(), object);
        assertThrows(IllegalStateException.class, () -> door.commit(requester().served(), session -> {
            clearance.consume(session);
            throw new IllegalStateException("the operation failed");
        }));
        carryOut(clear(requester(), object));
    }

    @Test
    void requestsAtTheSameTime_oneUsesTheApproval() throws Exception {
        for (int round = 0; round < 20; round++) {
            approved();
            int callers = 8;
            List<Clearance> clearances = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                clearances.add(clear(requester(), object));
            }
            AtomicInteger served = new AtomicInteger();
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> threads = clearances.stream().map(clearance -> Thread.ofVirtual().start(() -> {
                try {
                    go.await();
                    carryOut(clearance);
                    served.incrementAndGet();
                } catch (VaultException | InterruptedException used) {
                    return;
                }
            })).toList();
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(1, served.get(), "round " + round);
        }
    }

    @Test
    void approversAtTheSameTime_eachCountsOnce() throws Exception {
        rule = group(8);
        UUID id = needed(requester(), object);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String name = "officer-" + i / 2;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    votes.approve(officer(name), id, WHY);
                } catch (VaultException twice) {
                    return;
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        ApprovalVotes.Decided decided = votes.show(officer("olga"), id);
        assertEquals(8, decided.row().given());
        assertEquals(8, decided.votes().size());
        assertEquals(ApprovalState.APPROVED, decided.row().state());
    }

    /** An approval of one request serves no other, whatever is varied. */
    @Test
    void approvalOfOneRequest_servesNoOther() {
        approved();
        AccessRequest told = requester().with(Map.of("Key Format Type", "Raw"));
        assertThrows(ApprovalNeededException.class, () -> clear(told, object));
        assertThrows(ApprovalNeededException.class, () -> clear(by("other", Role.APPLICATION, Permission.OBJECT_USE), object));
        assertThrows(ApprovalNeededException.class, () -> clear(requester(), UUID.randomUUID()));
        assertThrows(ApprovalNeededException.class, () -> approvals.clear(requester(), ApprovedOperation.EXPORT, List.of(object)));
        assertThrows(ApprovalNeededException.class, () -> approvals.clear(requester(), ApprovedOperation.DESTROY, List.of(object, object)));
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            String name = Integer.toString(random.nextInt(), 36);
            assertThrows(ApprovalNeededException.class, () -> clear(requester().with(Map.of(name, name)), object));
        }
        carryOut(clear(requester(), object));
    }

    private static AccessRequest of(String group, String name, Role role, Permission permission) {
        return new AccessRequest(new Principal(group + "." + name, Set.of(role), "certificate", "00", new Group(group)), "127.0.0.1", "kmip",
                "Destroy", permission);
    }

    /** Officers of a tenant and of the node decide what a principal of the tenant asks; no other tenant learns that it was asked. */
    @Test
    void tenant_decidesAboutItself_andKnowsNobodyElse() {
        rule = new ApprovalRule(ApprovedOperation.DESTROY, Selector.ALL, 2, Set.of("bank.olga", "omar", "rail.otto"), null, Span.parse("PT1H"));
        UUID id = needed(of("bank", "app", Role.APPLICATION, Permission.OBJECT_USE), object);
        AccessRequest own = of("bank", "olga", Role.OFFICER, Permission.APPROVAL_GIVE);
        AccessRequest other = of("rail", "otto", Role.OFFICER, Permission.APPROVAL_GIVE);
        assertRefused(Reason.OBJECT_NOT_FOUND, () -> votes.approve(other, id, WHY));
        assertRefused(Reason.OBJECT_NOT_FOUND, () -> votes.refuse(other, id, WHY));
        assertRefused(Reason.OBJECT_NOT_FOUND, () -> votes.show(other, id));
        assertEquals(List.of(), votes.list(other, false, 1000));
        votes.approve(officer("omar"), id, WHY);
        ApprovalVotes.Decided decided = votes.approve(own, id, WHY);
        assertEquals(ApprovalState.APPROVED, decided.row().state());
        assertEquals(Set.of("bank.olga"), decided.row().members());
        assertEquals(Set.of("*", "bank.olga"), decided.votes().stream().map(VoteRow::approver).collect(Collectors.toSet()));
        assertEquals(Set.of("omar", "bank.olga"), votes.show(officer("omar"), id).votes().stream().map(VoteRow::approver)
                .collect(Collectors.toSet()));
        assertEquals(List.of(id), votes.list(own, true, 1000).stream().map(ApprovalRow::id).toList());
    }

    @Test
    void whatTheNodeAsks_noTenantDecides_norWhereOfficersOfTheNodeAreAskedFor() {
        UUID ofNode = needed(requester(), object);
        AccessRequest tenant = of("bank", "oona", Role.OFFICER, Permission.APPROVAL_GIVE);
        assertRefused(Reason.OBJECT_NOT_FOUND, () -> votes.approve(tenant, ofNode, WHY));
        rule = new ApprovalRule(ApprovedOperation.DESTROY, Selector.ALL, 1, Set.of(), ApprovalRule.NODE_OFFICER, Span.parse("PT1H"));
        UUID ofTenant = needed(of("bank", "app", Role.APPLICATION, Permission.OBJECT_USE), object);
        assertRefused(Reason.PERMISSION_DENIED, () -> votes.approve(tenant, ofTenant, WHY));
        assertEquals(ApprovalState.APPROVED, votes.approve(officer("omar"), ofTenant, WHY).row().state());
    }

    private PrincipalChanges principals() {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        return new PrincipalChanges(door, approvals, directory, new StoredAccess(database, directory), CLOCK);
    }

    private UUID needed(Runnable work) {
        return UUID.fromString(assertThrows(ApprovalNeededException.class, work::run).details().get("approval"));
    }

    @Test
    void certificate_isBoundOnlyAfterApproval_andTheApprovalServesNoOther() {
        rule = group(1);
        PrincipalChanges principals = principals();
        principals.create(officer("olga"), "bound-app", "*", Set.of());
        String fingerprint = "ab".repeat(32);
        UUID id = needed(() -> principals.bind(officer("olga"), "bound-app", fingerprint));
        votes.approve(officer("omar"), id, WHY);
        assertNotEquals(id, needed(() -> principals.bind(officer("olga"), "bound-app", "cd".repeat(32))));
        principals.bind(officer("olga"), "bound-app", fingerprint);
        assertTrue(recorded(id).contains("Consume Approval olga served"), recorded(id).toString());
    }

    /** Approvers see whose certificate gets the role: one bound after they have approved needs their approval anew. */
    @Test
    void roleIsGranted_toTheCertificatesThatWereApproved() {
        PrincipalChanges principals = principals();
        principals.create(officer("olga"), "next-officer", "*", Set.of());
        rule = group(1);
        UUID id = needed(() -> principals.grant(officer("olga"), "next-officer", Role.OFFICER));
        votes.approve(officer("omar"), id, WHY);
        rule = null;
        principals.bind(officer("olga"), "next-officer", "ef".repeat(32));
        rule = group(1);
        UUID anew = needed(() -> principals.grant(officer("olga"), "next-officer", Role.OFFICER));
        assertNotEquals(id, anew);
        assertEquals("ef".repeat(32), votes.show(officer("omar"), anew).row().parameters().get("certificates"));
        votes.approve(officer("omar"), anew, WHY);
        principals.grant(officer("olga"), "next-officer", Role.OFFICER);
    }

    @Test
    void refusedRequest_isRecordedByTheDoor() {
        assertThrows(ApprovalNeededException.class, () -> door.pass(requester(), List.of(object), () -> clear(requester(), object)));
        assertTrue(recorded(object).contains("Destroy app refused"), recorded(object).toString());
    }
}
