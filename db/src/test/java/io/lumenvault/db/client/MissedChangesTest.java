package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.client.NotificationRow.Kind;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.RestrictionRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of changes that were not kept, because too many waited. */
class MissedChangesTest extends DatabaseTest {

    private static final int MOST = WaitingMessages.MOST;

    private final WaitingMessages messages = new WaitingMessages(database);

    @Test
    void objectsThatChangedMeanwhile_areTold_asTheyAre_andOthersAreNot() {
        ManagedObject untouched = messages.insert();
        ManagedObject missed = messages.insert();
        messages.fill();
        messages.deactivate(missed, messages.now.plusSeconds(1));
        assertEquals(MOST, messages.drain().size());
        assertEquals(Kind.OVERFLOW, messages.next().orElseThrow().kind());
        List<NotificationRow> account = messages.account();
        assertFalse(account.stream().map(NotificationRow::object).toList().contains(untouched.uid()));
        NotificationRow told = account.stream().filter(row -> row.object().equals(missed.uid())).findFirst().orElseThrow();
        assertEquals(WaitingMessages.DEACTIVATED, told.values().state());
        assertEquals(messages.now.plusSeconds(1), told.values().dates().deactivation());
        assertTrue(told.values().changed().containsAll(Set.of("state", "deactivation_date")), told.toString());
        assertFalse(told.values().changed().contains("destroy_date"), told.toString());
    }

    @Test
    void account_ofMoreThanMayWait_comesInParts_eachObjectOnce() {
        Set<UUID> missed = new HashSet<>();
        messages.fill();
        for (int i = 0; i < 3 * MOST; i++) {
            ManagedObject object = messages.insert();
            missed.add(object.uid());
            Instant when = messages.now.plusSeconds(10 + i / 2);
            messages.deactivate(object, when);
        }
        messages.drain();
        List<UUID> told = new ArrayList<>();
        while (messages.next().isPresent()) {
            assertEquals(told.isEmpty(), messages.tell().orElseThrow().first());
            List<NotificationRow> part = messages.drain();
            assertTrue(part.size() <= MOST, "a part leaves room: " + part.size());
            part.stream().map(NotificationRow::object).forEach(told::add);
        }
        assertTrue(told.containsAll(missed));
        assertEquals(new HashSet<>(told).size(), told.size());
        ManagedObject later = messages.insert();
        messages.deactivate(later, messages.now);
        assertEquals(List.of(later.uid()), messages.drain().stream().map(NotificationRow::object).toList(), "changes are kept again");
    }

    @Test
    void objectThatWasReplacedMeanwhile_isPutAfterwards() {
        ManagedObject old = messages.insert();
        messages.fill();
        ManagedObject successor = new ManagedObject(UUID.randomUUID(), messages.principal, 2, WaitingMessages.ACTIVE, Cryptography.NONE,
                LifecycleDates.initial(messages.now), false, null, new byte[0], null);
        messages.run(session -> {
            messages.objects.insertAll(session, List.of(new NewRow(successor, List.of())));
            return new RestrictionRepository().update(session, old, old.restrictions().withReplacedBy(successor.uid()), messages.now);
        });
        assertEquals(List.of(), messages.drain().stream().filter(row -> row.kind() == Kind.PUT).toList());
        List<NotificationRow> puts = messages.account().stream().filter(row -> row.kind() == Kind.PUT).toList();
        assertEquals(List.of(successor.uid()), puts.stream().map(NotificationRow::object).toList());
        assertEquals(old.uid(), puts.getFirst().replaced());
    }

    @Test
    void overflow_isTheHoldersAlone_andRecordedOnce() {
        messages.fill();
        ManagedObject missed = messages.insert();
        messages.deactivate(missed, messages.now);
        assertTrue(messages.run(session -> MissedChanges.tell(session, messages.principal, UUID.randomUUID())).isEmpty());
        assertTrue(messages.run(MissedChanges::unrecorded).containsKey(messages.principal));
        assertFalse(messages.run(MissedChanges::unrecorded).containsKey(messages.principal));
    }

    @Test
    void account_saysWhetherItsOverflowIsRecorded_andItsLaterPartsAre() {
        for (boolean recorded : new boolean[] {false, true}) {
            messages.fill();
            for (int i = 0; i < MOST; i++) {
                ManagedObject missed = messages.insert();
                messages.deactivate(missed, messages.now.plusSeconds(10 + i));
            }
            messages.drain();
            if (recorded) {
                assertTrue(messages.run(MissedChanges::unrecorded).containsKey(messages.principal));
            }
            MissedChanges.Part first = messages.tell().orElseThrow();
            assertTrue(first.first());
            assertEquals(recorded, first.recorded());
            messages.drain();
            MissedChanges.Part second = messages.tell().orElseThrow();
            assertFalse(second.first());
            assertTrue(second.recorded());
            messages.account();
            assertFalse(messages.run(MissedChanges::unrecorded).containsKey(messages.principal));
            messages.drain();
        }
    }

    @Test
    void changesByAClockThatIsBehind_areNotPassedByInTheAccount() {
        assertTrue(toldOfLate(1).size() >= 1);
    }

    /** The last of them find the bound again: nothing says how far the account has come for these. */
    @Test
    void changesByAClockThatIsBehind_beyondTheBound_makeTheAccountBeginAnew() {
        assertTrue(toldOfLate(MOST + 2).size() > MOST + 2);
    }

    /** What is told once so many have changed before the time that the account has come to, and these are among it. */
    private List<UUID> toldOfLate(int number) {
        List<ManagedObject> late = Stream.generate(messages::insert).limit(number).toList();
        messages.fill();
        for (int i = 1; i <= MOST; i++) {
            ManagedObject missed = messages.insert();
            Instant when = messages.now.plusSeconds(10 + i);
            messages.deactivate(missed, when);
        }
        messages.drain();
        for (int part = 0; part < 2; part++) {
            assertTrue(messages.tell().isPresent());
            messages.drain();
        }
        assertEquals(Kind.OVERFLOW, messages.next().orElseThrow().kind());
        late.forEach(object -> messages.deactivate(object, messages.now.plusSeconds(5)));
        List<UUID> told = messages.toldFromNowOn();
        assertTrue(told.containsAll(late.stream().map(ManagedObject::uid).toList()));
        return told;
    }

    @Test
    void functionsWithTheirOwnersRights_areNobodysToUse() throws SQLException {
        try (Connection connection = started.connect(); Statement statement = connection.createStatement();
                var row = statement.executeQuery("select coalesce(string_agg(proname, ', '), '') from pg_proc function where prosecdef"
                        + " and pronamespace = (select oid from pg_namespace where nspname = current_schema())"
                        + " and exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) granted where grantee = 0)")) {
            row.next();
            assertEquals("", row.getString(1));
        }
    }
}
