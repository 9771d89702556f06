package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.RowsRead;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a part of the account costs an owner who has far more than has changed. */
class MissedChangesReadTest extends DatabaseTest {

    private static final int OBJECTS = 6000;
    private static final int CHANGED = 200;
    private static final int PART = WaitingMessages.MOST / 2;

    private static WaitingMessages messages;

    @BeforeAll
    static void start() throws Exception {
        messages = new WaitingMessages(database);
        messages.fill();
        ManagedObject missed = messages.insert();
        messages.deactivate(missed, messages.now);
        insert(OBJECTS, messages.now.minusSeconds(86_400));
        insert(CHANGED, messages.now.plusSeconds(60));
        messages.drain();
        try (Connection connection = started.connectAsOwner(); Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    /** Each changed last at a time of its own. */
    private static void insert(int number, Instant first) {
        List<NewRow> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            rows.add(new NewRow(new ManagedObject(UUID.randomUUID(), messages.principal, 2, WaitingMessages.ACTIVE, Cryptography.NONE,
                    LifecycleDates.initial(first.plusSeconds(i)), false, null, new byte[0], null), List.of()));
        }
        messages.run(session -> {
            messages.objects.insertAll(session, rows);
            return null;
        });
    }

    /** Four statements read it, and two of them look for one row more. The first part is of the objects that {@link #start} filled with. */
    @Test
    void part_readsItsOwnObjectsAlone_neitherThoseThatDidNotChangeNorThoseToBeToldLater() {
        assertTrue(messages.tell().orElseThrow().objects() > PART, "changed in one second");
        messages.drain();
        long[] told = new long[1];
        long read = RowsRead.of(database, "managed_object", session -> {
            told[0] = MissedChanges.tell(session, messages.principal, messages.holder).orElseThrow().objects();
            return null;
        });
        assertEquals(PART, told[0]);
        assertTrue(read <= 4L * PART + 2, read + " rows read for a part of " + PART);
    }
}
