package io.lumenvault.db.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.custody.GenerationRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObjectRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int PRE_ACTIVE = 1;
    private static final int ACTIVE = 2;
    private static final int DEACTIVATED = 3;
    private static final int DESTROYED = 5;
    private static final int SYMMETRIC_KEY = 2;

    private final ObjectRepository objects = new ObjectRepository();

    @BeforeAll
    static void start() {
        database.transaction(session -> new GenerationRepository().add(session, 7, NOW));
    }

    @Test
    void insertedObject_isFoundAsItWas() {
        ManagedObject stored = insert("reader", LifecycleDates.initial(NOW).withActivation(NOW), ACTIVE);
        ManagedObject found = find(stored.uid());
        assertEquals("reader", found.owner());
        assertEquals(new Cryptography(3, 256, 12), found.cryptography());
        assertEquals(LifecycleDates.initial(NOW).withActivation(NOW), found.dates());
        assertArrayEquals(new byte[] {1, 2, 3}, found.material().bytes());
        assertEquals(7, found.material().generation());
        assertEquals(0, found.version());
    }

    @Test
    void bytesOfObjects_areThoseOfAttributesAndMaterial_andNoneWhereThereIsNoObject() {
        ManagedObject one = insert("weigher", LifecycleDates.initial(NOW), ACTIVE);
        ManagedObject gone = insert("weigher", LifecycleDates.initial(NOW), PRE_ACTIVE);
        assertTrue(destroy(gone, NOW.plusSeconds(1)));
        long bytes = find(one.uid()).attributes().length + one.material().bytes().length;
        assertEquals(bytes, bytes(one.uid()));
        assertEquals(bytes + find(gone.uid()).attributes().length, bytes(one.uid(), gone.uid(), UUID.randomUUID()));
        assertEquals(0, bytes(UUID.randomUUID()));
    }

    private long bytes(UUID... uids) {
        return database.transaction(session -> objects.bytes(session, List.of(uids)));
    }

    @Test
    void update_withStaleVersion_changesNothing() {
        ManagedObject read = insert("racer", LifecycleDates.initial(NOW), PRE_ACTIVE);
        assertTrue(update(read, ObjectChange.of(read).withState(ACTIVE)));
        assertFalse(update(read, ObjectChange.of(read).withState(DEACTIVATED)));
        assertEquals(ACTIVE, find(read.uid()).state());
    }

    @Test
    void destroy_removesTheMaterialAndKeepsTheMetadata() {
        ManagedObject read = insert("destroyer", LifecycleDates.initial(NOW), PRE_ACTIVE);
        assertTrue(destroy(read, NOW.plusSeconds(1)));
        assertFalse(destroy(read, NOW.plusSeconds(2)));
        ManagedObject destroyed = find(read.uid());
        assertNull(destroyed.material());
        assertEquals(NOW.plusSeconds(1), destroyed.dates().destroy());
        assertEquals(DESTROYED, destroyed.state());
    }

    @Test
    void name_isUniquePerOwner() {
        insert("namer", "twice");
        insert("another-namer", "twice");
        assertThrows(ConstraintViolationException.class, () -> insert("namer", "twice"));
    }

    @Test
    void locate_seesOneOwnersObjectsOnly() {
        insert("owner-1", "mine");
        assertEquals(1, locate(criteria("owner-1", List.of(new IndexEntry("Name", "mine")), List.of())).size());
        assertEquals(0, locate(criteria("owner-2", List.of(new IndexEntry("Name", "mine")), List.of())).size());
        assertEquals(0, locate(criteria("owner-1", List.of(new IndexEntry("Name", "other")), List.of())).size());
    }

    @Test
    void locate_judgesStateByDates() {
        UUID uid = insert("dated", LifecycleDates.initial(NOW).withActivation(NOW.plusSeconds(10))
                .withDeactivation(NOW.plusSeconds(20)), PRE_ACTIVE).uid();
        assertEquals(List.of(uid), locate(at(NOW, PRE_ACTIVE)));
        assertEquals(List.of(uid), locate(at(NOW.plusSeconds(10), ACTIVE)));
        assertEquals(List.of(), locate(at(NOW.plusSeconds(10), PRE_ACTIVE)));
        assertEquals(List.of(uid), locate(at(NOW.plusSeconds(20), DEACTIVATED)));
    }

    @Test
    void locate_returnsNewestFirst_inPages() {
        UUID first = insert("pager", LifecycleDates.initial(NOW), PRE_ACTIVE).uid();
        UUID second = insert("pager", LifecycleDates.initial(NOW.plusSeconds(1)), PRE_ACTIVE).uid();
        UUID third = insert("pager", LifecycleDates.initial(NOW.plusSeconds(2)), PRE_ACTIVE).uid();
        assertEquals(List.of(third, second), locate(page("pager", 0, 2)));
        assertEquals(List.of(first), locate(page("pager", 2, 2)));
    }

    private static ObjectCriteria at(Instant now, int state) {
        return new ObjectCriteria("dated", List.of(), null, List.of(state), null, null, null, null, List.of(), List.of(),
                false, null, now, 0, 10);
    }

    private static ObjectCriteria page(String owner, int offset, int limit) {
        return new ObjectCriteria(owner, List.of(), null, List.of(), null, null, null, null, List.of(), List.of(), false, null,
                NOW, offset, limit);
    }

    private static ObjectCriteria criteria(String owner, List<IndexEntry> index, List<Integer> states) {
        return new ObjectCriteria(owner, List.of(), SYMMETRIC_KEY, states, 3, 256, 4, false, index, List.of(), false, null, NOW, 0, 10);
    }

    private List<UUID> locate(ObjectCriteria criteria) {
        return database.transaction(session -> objects.locate(session, criteria));
    }

    private ManagedObject find(UUID uid) {
        return database.transaction(session -> objects.find(session, uid)).orElseThrow();
    }

    private boolean update(ManagedObject read, ObjectChange change) {
        return database.transaction(session -> objects.update(session, read, change));
    }

    private boolean destroy(ManagedObject read, Instant now) {
        return database.transaction(session -> objects.destroy(session, read, DESTROYED, now));
    }

    private void insert(String owner, String name) {
        insert(object(owner, LifecycleDates.initial(NOW), PRE_ACTIVE), List.of(new IndexEntry("Name", name)));
    }

    private ManagedObject insert(String owner, LifecycleDates dates, int state) {
        return insert(object(owner, dates, state), List.of());
    }

    private ManagedObject insert(ManagedObject object, List<IndexEntry> index) {
        database.transaction(session -> {
            objects.insertAll(session, List.of(new NewRow(object, index)));
            return null;
        });
        return object;
    }

    private static ManagedObject object(String owner, LifecycleDates dates, int state) {
        return new ManagedObject(UUID.randomUUID(), owner, SYMMETRIC_KEY, state, new Cryptography(3, 256, 12), dates, false,
                null, new byte[0], new SealedMaterial(7, new byte[] {1, 2, 3}));
    }
}
