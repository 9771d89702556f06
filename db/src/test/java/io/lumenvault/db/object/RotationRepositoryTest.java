package io.lumenvault.db.object;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.RotationRepository.Due;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** Objects that the server replaces by itself, on a real PostgreSQL. */
class RotationRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final RotationRepository rotations = new RotationRepository();

    @Test
    void objectsAreDueFromTheirMomentOn_theFirstFirst_pageByPage() throws Exception {
        UUID second = insert(NOW.minusSeconds(1));
        UUID first = insert(NOW.minusSeconds(70));
        UUID now = insert(NOW);
        insert(NOW.plusSeconds(1));
        assertEquals(List.of(first, second, now), due(NOW));
        List<Due> page = page(RotationRepository.FIRST, 2);
        assertEquals(List.of(first, second), page.stream().map(Due::uid).toList());
        assertEquals(List.of(now), page(page.getLast(), 2).stream().map(Due::uid).toList());
        List.of(first, second, now).forEach(this::destroy);
    }

    @Test
    void whatIsDestroyed_archivedOrReplaced_isNotDue_andADestroyedObjectIsForgotten() throws Exception {
        UUID destroyed = insert(NOW);
        UUID archived = insert(NOW);
        UUID replaced = insert(NOW);
        destroy(destroyed);
        database.transaction(session -> restrictions.archive(session, find(session, archived), NOW));
        database.transaction(session -> {
            ManagedObject object = find(session, replaced);
            return restrictions.update(session, object, object.restrictions().withReplacedBy(archived), NOW);
        });
        assertEquals(List.of(), due(NOW));
        database.transaction(session -> restrictions.recover(session, find(session, archived), NOW));
        assertEquals(List.of(archived), due(NOW));
        destroy(archived);
        destroy(replaced);
        List<Object> left = database.transaction(session -> session.createNativeQuery(
                "select uid from object_index where attribute = 'Rotation due' and uid = '" + destroyed + "'", Object.class).list());
        assertEquals(List.of(), left);
    }

    private UUID insert(Instant due) throws SQLException, IOException {
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("insert into master_key_generation (generation, state, created_at) values (7, 'pre-active', now()) on conflict do nothing");
            statement.execute("insert into sealing_generation (generation) values (7) on conflict do nothing");
        }
        ManagedObject object = new ManagedObject(UUID.randomUUID(), "rotator", 2, 2, Cryptography.NONE, LifecycleDates.initial(NOW), false, null,
                new byte[0], new SealedMaterial(7, new byte[] {1, 2, 3}));
        database.transaction(session -> {
            objects.insertAll(session, List.of(new NewRow(object, List.of(IndexEntry.rotation(due)))));
            return null;
        });
        return object.uid();
    }

    private void destroy(UUID uid) {
        database.transaction(session -> objects.destroy(session, find(session, uid), 5, NOW));
    }

    private ManagedObject find(StatelessSession session, UUID uid) {
        return objects.find(session, uid).orElseThrow();
    }

    private List<UUID> due(Instant now) {
        return database.transaction(session -> rotations.due(session, now, RotationRepository.FIRST, 10)).stream().map(Due::uid).toList();
    }

    private List<Due> page(Due after, int limit) {
        return database.transaction(session -> rotations.due(session, NOW, after, limit));
    }
}
