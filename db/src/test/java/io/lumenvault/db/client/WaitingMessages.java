package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.Database;
import io.lumenvault.db.client.NotificationRow.Kind;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** The messages of one principal on a real PostgreSQL, few of which may wait. */
final class WaitingMessages {

    static final int ACTIVE = 2;
    static final int DEACTIVATED = 3;
    static final int MOST = 4;

    final String principal = "p-" + UUID.randomUUID();
    final UUID holder = UUID.randomUUID();
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final ObjectRepository objects = new ObjectRepository();
    final NotificationRepository notifications = new NotificationRepository();
    private final Database database;

    /** Of a principal of its own, whose messages the {@link #holder} has. */
    WaitingMessages(Database database) {
        this.database = database;
        take(MOST);
    }

    <T> T run(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    /** From now on so many wait at most. */
    void take(int most) {
        run(session -> {
            notifications.keep(session, principal, holder, most);
            return notifications.take(session, principal, holder);
        });
    }

    ManagedObject insert() {
        return insert(null);
    }

    /** @param link whose key it is, or null */
    ManagedObject insert(String link) {
        ManagedObject object = new ManagedObject(UUID.randomUUID(), principal, 2, ACTIVE, Cryptography.NONE,
                LifecycleDates.initial(now.minusSeconds(3600)), false, link, new byte[0], null);
        return run(session -> {
            objects.insertAll(session, List.of(new NewRow(object, List.of())));
            return objects.find(session, object.uid()).orElseThrow();
        });
    }

    boolean deactivate(StatelessSession session, ManagedObject object, Instant when) {
        return objects.update(session, object, ObjectChange.of(object).withState(DEACTIVATED)
                .withDates(object.dates().withDeactivation(when).withLastChange(when)));
    }

    void deactivate(ManagedObject object, Instant when) {
        boolean done = run(session -> deactivate(session, object, when));
        assertTrue(done);
    }

    /** As many as may wait, and what follows them is an overflow's. */
    void fill() {
        for (int i = 0; i < MOST; i++) {
            ManagedObject object = insert();
            deactivate(object, now);
        }
    }

    Optional<NotificationRow> next() {
        return run(session -> notifications.next(session, principal, holder));
    }

    Optional<MissedChanges.Part> tell() {
        return run(session -> MissedChanges.tell(session, principal, holder));
    }

    /** The whole account, as the client is told it. */
    List<NotificationRow> account() {
        List<NotificationRow> all = new ArrayList<>();
        while (next().isPresent()) {
            assertTrue(tell().isPresent());
            all.addAll(drain());
        }
        return all;
    }

    /** What is delivered before the next overflow. */
    List<NotificationRow> drain() {
        List<NotificationRow> all = new ArrayList<>();
        for (Optional<NotificationRow> next = next(); next.isPresent() && next.get().kind() != Kind.OVERFLOW; next = next()) {
            NotificationRow row = next.get();
            all.add(row);
            run(session -> notifications.remove(session, row, holder));
        }
        return all;
    }

    /** The objects that anything is delivered of, to the last. */
    List<UUID> toldFromNowOn() {
        List<NotificationRow> all = drain();
        all.addAll(account());
        return all.stream().map(NotificationRow::object).toList();
    }
}
