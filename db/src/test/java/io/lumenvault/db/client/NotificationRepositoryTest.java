package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.client.GivenUpMessages.Lot;
import io.lumenvault.db.client.NotificationRow.Kind;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** What waits for clients, on a real PostgreSQL. */
class NotificationRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int ACTIVE = 2;
    private static final int DEACTIVATED = 3;
    private static final int DESTROYED = 5;
    private static final int MOST = 3;

    private final NotificationRepository notifications = new NotificationRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final String principal = "p-" + UUID.randomUUID();
    private final UUID holder = UUID.randomUUID();

    private static <T> T run(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    private static boolean done(Function<StatelessSession, Boolean> work) {
        return database.transaction(work);
    }

    private void take(UUID by) {
        run(session -> {
            notifications.keep(session, principal, by, MOST);
            assertTrue(notifications.take(session, principal, by));
            return null;
        });
    }

    private ManagedObject insert() {
        ManagedObject object = new ManagedObject(UUID.randomUUID(), principal, 2, ACTIVE, Cryptography.NONE, LifecycleDates.initial(NOW),
                false, null, new byte[0], null);
        return run(session -> {
            objects.insertAll(session, List.of(new NewRow(object, List.of())));
            return objects.find(session, object.uid()).orElseThrow();
        });
    }

    private void deactivate(ManagedObject object) {
        ObjectChange change = ObjectChange.of(object).withState(DEACTIVATED)
                .withDates(object.dates().withDeactivation(NOW).withLastChange(NOW));
        assertTrue(done(session -> objects.update(session, object, change)));
    }

    private void hold(ManagedObject object) {
        assertTrue(done(session -> restrictions.update(session, object,
                object.restrictions().withHold("why", "ann", Instant.now(), null), NOW)));
    }

    private ManagedObject read(ManagedObject object) {
        return run(session -> objects.find(session, object.uid()).orElseThrow());
    }

    private Optional<NotificationRow> next(UUID by) {
        return run(session -> notifications.next(session, principal, by));
    }

    private List<NotificationRow> all() {
        List<NotificationRow> all = new ArrayList<>();
        for (Optional<NotificationRow> next = next(holder); next.isPresent(); next = next(holder)) {
            NotificationRow row = next.get();
            all.add(row);
            if (row.kind() == Kind.OVERFLOW) {
                assertTrue(run(session -> MissedChanges.tell(session, principal, holder)).isPresent());
            } else {
                assertTrue(done(session -> notifications.remove(session, row, holder)));
            }
        }
        return all;
    }

    @Test
    void changesOfAPrincipalWithoutEndpoint_areNotKept() {
        deactivate(insert());
        take(holder);
        assertEquals(List.of(), all());
    }

    @Test
    void changes_areKeptInTheirOrder_withWhatChanged() {
        take(holder);
        ManagedObject first = insert();
        ManagedObject second = insert();
        deactivate(first);
        deactivate(second);
        ManagedObject deactivated = read(first);
        assertTrue(done(session -> objects.destroy(session, deactivated, DESTROYED, NOW.plusSeconds(1))));
        List<NotificationRow> all = all();
        assertEquals(List.of(first.uid(), second.uid(), first.uid()), all.stream().map(NotificationRow::object).toList());
        assertEquals(List.of(DEACTIVATED, DEACTIVATED, DESTROYED), all.stream().map(row -> row.values().state()).toList());
        assertEquals(Set.of("state", "deactivation_date"), all.getFirst().values().changed());
        assertEquals(Set.of("state", "destroy_date"), all.getLast().values().changed());
        assertEquals(NOW.plusSeconds(1), all.getLast().values().dates().lastChange());
    }

    @Test
    void changeThatIsRolledBack_isNotKept() {
        take(holder);
        ManagedObject object = insert();
        assertThrows(IllegalStateException.class, () -> run(session -> {
            objects.update(session, object, ObjectChange.of(object).withState(DEACTIVATED));
            throw new IllegalStateException("not this time");
        }));
        assertEquals(List.of(), all());
    }

    @Test
    void temporaryTable_doesNotStandInForTheRealOne() throws SQLException {
        take(holder);
        ManagedObject object = insert();
        try (Connection connection = started.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create temporary table notification (like notification)");
            assertEquals(1, statement.executeUpdate("update managed_object set state = " + DEACTIVATED + " where uid = '" + object.uid() + "'"));
        }
        assertEquals(List.of(object.uid()), all().stream().map(NotificationRow::object).toList());
    }

    @Test
    void useThatChangesNoState_isNoChange() {
        take(holder);
        ManagedObject object = insert();
        assertTrue(done(session -> objects.update(session, object, ObjectChange.of(object).withFresh(true))));
        assertEquals(List.of(), all());
    }

    @Test
    void replacement_isToldAndPushed() {
        take(holder);
        ManagedObject old = insert();
        ManagedObject successor = insert();
        assertTrue(done(session -> restrictions.update(session, old, old.restrictions().withReplacedBy(successor.uid()), NOW)));
        List<NotificationRow> all = all();
        assertEquals(List.of(Kind.NOTIFY, Kind.PUT), all.stream().map(NotificationRow::kind).toList());
        assertEquals(successor.uid(), all.getFirst().values().replacedBy());
        assertEquals(successor.uid(), all.getLast().object());
        assertEquals(old.uid(), all.getLast().replaced());
    }

    @Test
    void whatTheClientDoesNotServe_isNotKept() {
        take(holder);
        assertTrue(done(session -> notifications.serves(session, principal, holder, false, true)));
        ManagedObject old = insert();
        assertTrue(done(session -> restrictions.update(session, old, old.restrictions().withReplacedBy(UUID.randomUUID()), NOW)));
        assertEquals(List.of(Kind.PUT), all().stream().map(NotificationRow::kind).toList());
    }

    @Test
    void newestConnection_hasTheMessages_thoseBeforeItNoLonger() {
        take(holder);
        deactivate(insert());
        assertTrue(next(holder).isPresent());
        UUID newer = UUID.randomUUID();
        take(newer);
        assertFalse(next(holder).isPresent());
        assertFalse(done(session -> notifications.serves(session, principal, holder, true, true)));
        assertTrue(next(newer).isPresent());
        assertEquals(new NotificationRepository.Held(newer, true),
                run(session -> notifications.held(session, Set.of(principal, "nobody"))).get(principal));
    }

    @Test
    void messageThatFails_isCounted_andWaits_whoeverHasTheMessages() {
        take(holder);
        deactivate(insert());
        NotificationRow row = next(holder).orElseThrow();
        assertEquals(Duration.ZERO, row.pause());
        UUID newer = UUID.randomUUID();
        take(newer);
        run(session -> {
            notifications.failed(session, row, holder, Duration.ofHours(2));
            return null;
        });
        NotificationRow failed = next(newer).orElseThrow();
        assertEquals(1, failed.failures());
        assertTrue(failed.pause().compareTo(Duration.ofHours(1)) > 0, failed.toString());
    }

    @Test
    void messageOfAnother_isNotRemoved() {
        take(holder);
        deactivate(insert());
        NotificationRow row = next(holder).orElseThrow();
        UUID newer = UUID.randomUUID();
        take(newer);
        assertFalse(done(session -> notifications.remove(session, row, holder)));
        assertTrue(next(newer).isPresent());
        assertTrue(done(session -> notifications.remove(session, row, newer)));
        assertFalse(done(session -> notifications.remove(session, row, newer)));
    }

    @Test
    void keeping_leavesTheMessagesToTheConnectionThatHasThem() {
        take(holder);
        deactivate(insert());
        run(session -> {
            notifications.keep(session, principal, UUID.randomUUID(), MOST);
            return null;
        });
        assertTrue(next(holder).isPresent());
    }

    @Test
    void ofTwoHandedOverTogether_theNewerHasTheMessages_whicheverTakesThemFirst() {
        UUID newer = UUID.randomUUID();
        run(session -> {
            notifications.keep(session, principal, holder, MOST);
            notifications.keep(session, principal, newer, MOST);
            return null;
        });
        assertTrue(done(session -> notifications.take(session, principal, newer)));
        assertFalse(done(session -> notifications.take(session, principal, holder)));
        deactivate(insert());
        assertTrue(next(newer).isPresent());
        assertTrue(next(holder).isEmpty());
    }

    @Test
    void clientThatIsSentMessages_isHeardOf() throws SQLException {
        take(holder);
        deactivate(insert());
        deactivate(insert());
        NotificationRow first = next(holder).orElseThrow();
        unheardForDays(2);
        run(session -> {
            notifications.failed(session, first, holder, Duration.ZERO);
            return null;
        });
        assertEquals(0, forgotten());
        unheardForDays(2);
        assertTrue(done(session -> notifications.remove(session, first, holder)));
        assertEquals(0, forgotten());
        unheardForDays(2);
        NotificationRow second = next(holder).orElseThrow();
        assertFalse(done(session -> notifications.remove(session, second, UUID.randomUUID())));
        assertEquals(1, forgotten());
    }

    private void unheardForDays(int days) throws SQLException {
        try (Connection connection = started.connect(); Statement statement = connection.createStatement()) {
            statement.execute("update server_endpoint set seen_at = now() - interval '" + days + " days' where principal = '" + principal + "'");
        }
    }

    private int forgotten() {
        return run(session -> notifications.forgetUnheard(session, Duration.ofDays(1)));
    }

    @Test
    void messagesThatTheClientDoesNotServe_makeRoom_whenThatIsKnown() {
        take(holder);
        ManagedObject old = insert();
        for (int i = 0; i < MOST - 1; i++) {
            deactivate(insert());
        }
        assertTrue(done(session -> notifications.serves(session, principal, holder, false, true)));
        assertEquals(List.of(new Lot(principal, false, null, MOST - 1, List.of())), run(session -> GivenUpMessages.unserved(session, principal)));
        UUID successor = UUID.randomUUID();
        assertTrue(done(session -> restrictions.update(session, old, old.restrictions().withReplacedBy(successor), NOW)));
        assertEquals(List.of(successor), all().stream().map(NotificationRow::object).toList());
    }

    @Test
    void atTheBound_noMoreIsKept_andAllThatHasChangedIsToldAfterwards_byAClockThatIsFarBehindToo() {
        take(holder);
        for (int i = 0; i < MOST + 2; i++) {
            hold(insert());
        }
        List<Kind> kinds = all().stream().map(NotificationRow::kind).toList();
        assertEquals(List.of(Kind.NOTIFY, Kind.NOTIFY, Kind.NOTIFY, Kind.OVERFLOW), kinds.subList(0, MOST + 1));
        assertEquals(Collections.nCopies(MOST + 2, Kind.NOTIFY), kinds.subList(MOST + 1, kinds.size()), "the objects as they are now");
        hold(insert());
        assertEquals(List.of(Kind.NOTIFY), all().stream().map(NotificationRow::kind).toList());
    }

    @Test
    void oldMessages_andEndpointsUnheardOf_areForgotten() throws SQLException {
        take(holder);
        deactivate(insert());
        assertEquals(List.of(), old());
        try (Connection connection = started.connect(); Statement statement = connection.createStatement()) {
            statement.execute("update notification set created_at = now() - interval '2 days' where principal = '" + principal + "'");
            statement.execute("update server_endpoint set seen_at = now() - interval '2 days' where principal = '" + principal + "'");
        }
        assertEquals(List.of(new Lot(principal, false, null, 1, List.of())), old());
        int forgotten = run(session -> notifications.forgetUnheard(session, Duration.ofDays(1)));
        assertEquals(1, forgotten);
        assertEquals(Map.of(), run(session -> notifications.held(session, Set.of(principal))));
    }

    private static List<Lot> old() {
        return run(session -> GivenUpMessages.old(session, Duration.ofDays(1)));
    }

    @Test
    void changeByAClockFarBehind_isToldThoughTheOverflowIsOfLaterOnes() throws SQLException {
        take(holder);
        for (int i = 0; i < MOST + 1; i++) {
            deactivate(insert());
        }
        try (Connection connection = started.connect(); Statement statement = connection.createStatement()) {
            statement.execute("update notification set created_at = now() where principal = '" + principal + "'");
        }
        ManagedObject late = insert();
        hold(late);
        assertTrue(all().stream().anyMatch(message -> late.uid().equals(message.object())));
    }

    /** What an overflow left out may be of yesterday, however long ago the first was left out. */
    @Test
    void overflow_staysAsLongAsThereIsAClientToBeTold() throws SQLException {
        take(holder);
        for (int i = 0; i < MOST + 1; i++) {
            deactivate(insert());
        }
        try (Connection connection = started.connect(); Statement statement = connection.createStatement()) {
            statement.execute("update notification set created_at = now() - interval '2 days' where principal = '" + principal + "'");
        }
        assertEquals(List.of(new Lot(principal, false, null, MOST, List.of())), old());
        assertEquals(Kind.OVERFLOW, all().getFirst().kind());
    }
}
