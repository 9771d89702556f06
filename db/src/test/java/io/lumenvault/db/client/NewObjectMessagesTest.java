package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.client.GivenUpMessages.Lot;
import io.lumenvault.db.client.NotificationRepository.Keeping;
import io.lumenvault.db.client.NotificationRow.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages that put an object which replaces none. */
class NewObjectMessagesTest extends DatabaseTest {

    private final WaitingMessages messages = new WaitingMessages(database);

    private Keeping keep(String principal, UUID uid) {
        return messages.run(session -> messages.notifications.keepNew(session, principal, uid));
    }

    private void serves(boolean notifies, boolean puts) {
        boolean held = messages.run(session -> messages.notifications.serves(session, messages.principal, messages.holder, notifies, puts));
        assertTrue(held);
    }

    private boolean waits() {
        return messages.run(session -> messages.notifications.held(session, List.of(messages.principal))).get(messages.principal).waiting();
    }

    @Test
    void newObject_waitsForTheHolder_untilItIsRemoved() {
        UUID object = UUID.randomUUID();
        assertEquals(Keeping.KEPT, keep(messages.principal, object));
        assertTrue(waits());
        NotificationRow row = messages.next().orElseThrow();
        assertEquals(Kind.NEW, row.kind());
        assertEquals(object, row.object());
        assertNull(row.replaced());
        assertEquals(1, messages.drain().size());
        assertFalse(waits());
    }

    @Test
    void newObject_isNotKept_whereNobodyServesIt() {
        assertEquals(Keeping.UNSERVED, keep("nobody", UUID.randomUUID()));
        serves(true, false);
        assertEquals(Keeping.UNSERVED, keep(messages.principal, UUID.randomUUID()));
        assertTrue(messages.next().isEmpty());
    }

    @Test
    void newObject_isGivenUp_whenTheClientServesItNoMore() {
        UUID object = UUID.randomUUID();
        assertEquals(Keeping.KEPT, keep(messages.principal, object));
        serves(true, false);
        assertFalse(waits());
        assertTrue(messages.next().isEmpty());
        assertEquals(List.of(new Lot(messages.principal, true, null, 1, List.of(object))),
                messages.run(session -> GivenUpMessages.unserved(session, messages.principal)));
    }

    @Test
    void newObject_isNotKept_atTheBound_norBehindAnOverflow() {
        messages.fill();
        assertEquals(Keeping.FULL, keep(messages.principal, UUID.randomUUID()));
        var missed = messages.insert();
        messages.deactivate(missed, messages.now);
        assertEquals(WaitingMessages.MOST, messages.drain().size());
        assertEquals(Keeping.FULL, keep(messages.principal, UUID.randomUUID()), "what the overflow left out is told first");
        messages.account();
        assertEquals(Keeping.KEPT, keep(messages.principal, UUID.randomUUID()));
    }

    private boolean putOff(NotificationRow message) {
        return messages.run(session -> messages.notifications.putOff(session, message, Duration.ofDays(1)));
    }

    private void change(String statement) throws SQLException {
        try (Connection connection = started.connect(); PreparedStatement update = connection.prepareStatement(statement)) {
            update.setString(1, messages.principal);
            assertEquals(1, update.executeUpdate());
        }
    }

    @Test
    void objectThatIsPutOff_holdsUpNobody_andComesInItsTurn_whenItIsDue() throws SQLException {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        keep(messages.principal, first);
        assertTrue(putOff(messages.next().orElseThrow()));
        assertTrue(messages.next().isEmpty());
        assertFalse(waits());
        keep(messages.principal, second);
        assertEquals(second, messages.next().orElseThrow().object());
        change("update notification set due_at = now() where due_at is not null and principal = ?");
        assertEquals(List.of(first, second), messages.drain().stream().map(NotificationRow::object).toList());
    }

    @Test
    void objectsThatArePutOff_leaveRoomForOthers() {
        for (int i = 0; i < WaitingMessages.MOST; i++) {
            keep(messages.principal, UUID.randomUUID());
        }
        for (int i = 0; i < WaitingMessages.MOST / 2; i++) {
            assertTrue(putOff(messages.next().orElseThrow()));
        }
        assertFalse(putOff(messages.next().orElseThrow()));
        assertEquals(WaitingMessages.MOST / 2, messages.drain().size());
    }

    @Test
    void objectThatIsPutOff_isPutOffAgain_andGivenUp_whenItIsServedNoMore() {
        keep(messages.principal, UUID.randomUUID());
        NotificationRow message = messages.next().orElseThrow();
        for (int i = 0; i <= WaitingMessages.MOST; i++) {
            assertTrue(putOff(message));
        }
        serves(true, false);
        assertEquals(1, messages.run(session -> GivenUpMessages.unserved(session, messages.principal)).size());
        assertFalse(putOff(message), "it is gone");
    }
}
