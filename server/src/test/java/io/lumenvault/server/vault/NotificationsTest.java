package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.Database;
import io.lumenvault.db.Migration;
import io.lumenvault.db.client.NotificationRepository;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.DecisionCounts;
import io.lumenvault.server.audit.EntrySeal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of messages to clients, against a real PostgreSQL. Each test has a principal of its own. */
class NotificationsTest {

    private static PostgresCluster cluster;
    private static SessionFactory sessions;
    private static Database database;
    private static Notifications notifications;
    private final NotificationRepository rows = new NotificationRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final String principal = "p-" + UUID.randomUUID();
    private final UUID holder = UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        Migration.run(cluster.ownerConnections(), cluster.user());
        sessions = new HibernatePersistenceConfiguration("test").jdbcUrl(cluster.jdbcUrl()).jdbcUsername(cluster.user())
                .jdbcPassword(Files.readString(cluster.passwordFile()).strip()).jdbcPoolSize(4).managedClass(ManagedObject.class)
                .createEntityManagerFactory();
        database = new Database(sessions);
        AuditLog audit = new AuditLog(database, new DecisionCounts(), new EntrySeal(), "test", Clock.systemUTC(), UUID::randomUUID);
        notifications = new Notifications(new Door(database, audit), audit, null);
    }

    @AfterAll
    static void stop() throws Exception {
        sessions.close();
        cluster.close();
    }

    private void keep(int most) {
        database.transaction(session -> {
            rows.keep(session, principal, holder, most);
            return null;
        });
    }

    private ManagedObject insert(String link) {
        ManagedObject object = new ManagedObject(UUID.randomUUID(), principal, 2, 2, Cryptography.NONE,
                LifecycleDates.initial(Instant.parse("2026-01-02T03:04:05Z")), false, link, new byte[0], null);
        return database.transaction(session -> {
            objects.insertAll(session, List.of(new NewRow(object, List.of())));
            return objects.find(session, object.uid()).orElseThrow();
        });
    }

    private void change(String statement) {
        database.transaction(session -> session.createNativeMutationQuery(statement).setParameter("principal", principal).executeUpdate());
    }

    /** Entries about the principal, as text; in the order in which they were written. */
    private List<String> recorded(String what) {
        return database.transaction(session -> session.createNativeQuery("select " + what + """
                 from (select *, convert_from(body, 'UTF8') as said from audit_entry) entry
                where said like '%' || :principal || '%' order by seq""", String.class).setParameter("principal", principal).list());
    }

    @Test
    void keysThatNoClientHasComeFor_areNamedInTheLog_byTheirLinks() {
        keep(10);
        List<ManagedObject> keys = List.of(insert("link-1"), insert("link-2"), insert("link-1"));
        database.transaction(session -> keys.stream().map(key -> rows.keepNew(session, principal, key.uid())).toList());
        change("update managed_object set state = 3 where owner = :principal and origin_link = 'link-2'");
        change("update notification set created_at = created_at - interval '31 days' where principal = :principal");
        notifications.age();
        assertEquals(List.of("Put failed link-1 2", "Put failed link-2 1", "Notify failed - 0"),
                recorded("operation || ' ' || result || ' ' || coalesce(link, '-') || ' ' || cardinality(objects)"));
        assertEquals(List.of(keys.getFirst().uid() + " " + keys.getLast().uid(), keys.get(1).uid().toString(), ""),
                recorded("array_to_string(objects, ' ')"));
        assertEquals(List.of("2", "1", "1"), recorded("substring(said from '\"given_up\":\"([0-9]+)\"')"));
        notifications.age();
        assertEquals(3, recorded("operation").size());
    }

    private void tellOverflow() {
        AccessRequest request = new AccessRequest(new Principal(principal, Set.of(Role.APPLICATION), "certificate", "00"), "127.0.0.1", "kmip",
                "Notify", Permission.OBJECT_USE);
        change("delete from notification where principal = :principal and kind <> 'overflow'");
        assertTrue(notifications.overflowed(request, holder, notifications.next(request, holder).orElseThrow()));
    }

    private List<String> overflows() {
        return recorded("result || coalesce(' ' || substring(said from '\"account\":\"([a-z ]+)\"'), '')");
    }

    @Test
    void overflow_isOneFailure_whetherItsClientComesBeforeItIsLookedFor_orAfter() {
        keep(1);
        for (int i = 0; i < 2; i++) {
            insert(null);
        }
        change("update managed_object set state = 3 where owner = :principal");
        notifications.age();
        assertEquals(List.of("failed"), overflows());
        tellOverflow();
        assertEquals(List.of("failed", "served begins"), overflows());
        change("delete from notification where principal = :principal");
        change("update managed_object set state = 2 where owner = :principal");
        tellOverflow();
        notifications.age();
        assertEquals(List.of("failed", "served begins", "failed"), overflows());
    }
}
