package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.client.GivenUpMessages.Lot;
import io.lumenvault.db.client.NotificationRepository.Keeping;
import io.lumenvault.db.client.NotificationRow.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is said of messages that no client will have. */
class GivenUpMessagesTest extends DatabaseTest {

    /** As many as wait for a principal of a node. */
    private static final int MOST = 10_000;

    private final WaitingMessages messages = new WaitingMessages(database);

    private Keeping keep(UUID uid) {
        return messages.run(session -> messages.notifications.keepNew(session, messages.principal, uid));
    }

    /** All that waits is older than no time at all. */
    private List<Lot> giveUp() {
        return messages.run(session -> GivenUpMessages.old(session, Duration.ZERO)).stream()
                .filter(lot -> lot.principal().equals(messages.principal)).toList();
    }

    @Test
    void keysThatWereToBePut_areNamed_byTheirLinks_andChangesAreCounted() {
        UUID first = messages.insert("link-1").uid();
        UUID other = messages.insert("link-2").uid();
        UUID second = messages.insert("link-1").uid();
        List.of(first, other, second).forEach(this::keep);
        messages.deactivate(messages.insert(), messages.now);
        assertEquals(List.of(new Lot(messages.principal, true, "link-1", 2, List.of(first, second)),
                new Lot(messages.principal, true, "link-2", 1, List.of(other)),
                new Lot(messages.principal, false, null, 1, List.of())), giveUp());
        assertEquals(List.of(), giveUp());
    }

    /** From the first key to the last that waits, beyond it, and until there is room again. */
    @Test
    void asManyKeysAsWaitForAPrincipal_areNamed_andThenThereIsRoomForOthers() throws SQLException {
        messages.take(MOST);
        fill(MOST - 2);
        UUID last = UUID.randomUUID();
        assertEquals(Keeping.KEPT, keep(UUID.randomUUID()));
        assertEquals(Keeping.KEPT, keep(last));
        assertEquals(Keeping.FULL, keep(UUID.randomUUID()));
        List.of(messages.insert(), messages.insert()).forEach(object -> messages.deactivate(object, messages.now));
        List<Lot> lots = giveUp();
        assertEquals(Collections.nCopies(10, 1000L), lots.stream().map(Lot::number).toList());
        List<UUID> named = new ArrayList<>();
        lots.forEach(lot -> named.addAll(lot.objects()));
        assertEquals(MOST, named.stream().distinct().count());
        assertEquals(last, named.getLast());
        assertEquals(Kind.OVERFLOW, messages.next().orElseThrow().kind(), "two changes were not kept, and the client is to be told");
        assertEquals(Keeping.FULL, keep(UUID.randomUUID()));
        assertEquals(2, messages.tell().orElseThrow().objects());
        assertEquals(2, messages.drain().size());
        assertTrue(messages.next().isEmpty());
        assertEquals(Keeping.KEPT, keep(UUID.randomUUID()));
    }

    private void fill(int number) throws SQLException {
        try (Connection connection = started.connect(); PreparedStatement insert = connection.prepareStatement("""
                insert into notification (principal, kind, uid) select ?, 'new', gen_random_uuid() from generate_series(1, ?)""")) {
            insert.setString(1, messages.principal);
            insert.setInt(2, number);
            assertEquals(number, insert.executeUpdate());
        }
    }
}
