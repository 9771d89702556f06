package io.lumenvault.db.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.RowsRead;
import io.lumenvault.db.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objects page by page: all of them once, in order, and no page reads those in front of it. */
class ObjectPagesTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int OBJECTS = 6000;
    /** So that many have one initial date. */
    private static final int DATES = 40;
    private static final int PAGE = 100;
    private static final List<String> OWNERS = List.of("a", "b", "c");

    private static final ObjectRepository OBJECT_ROWS = new ObjectRepository();
    private static final List<ManagedObject> STORED = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Random random = new Random(5);
        List<NewRow> rows = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            ManagedObject object = new ManagedObject(UUID.randomUUID(), OWNERS.get(i % 3), 2, 1, new Cryptography(3, 128 + i % 2, 12),
                    LifecycleDates.initial(NOW.minusSeconds(random.nextInt(DATES))), false, null, new byte[0], null);
            rows.add(new NewRow(object, List.of(new IndexEntry("Object Group", "group-" + i % 2))));
            STORED.add(object);
        }
        database.transaction(session -> {
            OBJECT_ROWS.insertAll(session, rows);
            return null;
        });
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    private static <T> T run(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    private static List<UUID> ordered(java.util.function.Predicate<ManagedObject> wanted) {
        return STORED.stream().filter(wanted).sorted(Comparator.comparing((ManagedObject object) -> object.dates().initial()).reversed()
                .thenComparing(object -> object.uid().toString())).map(ManagedObject::uid).toList();
    }

    @Test
    void list_givesEveryObjectOnce_newestFirst() {
        assertEquals(ordered(object -> true), listed(null, null));
        assertEquals(ordered(object -> object.owner().equals("a")), listed("a", null));
        assertEquals(ordered(object -> !object.owner().equals("a")), listed(null, Set.of("b", "c")));
        assertEquals(List.of(), listed("a", Set.of("b", "c")));
    }

    private static List<UUID> listed(String owner, Set<String> owners) {
        List<UUID> found = new ArrayList<>();
        ObjectPosition after = null;
        while (true) {
            ObjectPosition from = after;
            List<ManagedObject> page = run(session -> OBJECT_ROWS.list(session, owner, owners, from, PAGE));
            page.forEach(object -> found.add(object.uid()));
            if (page.size() < PAGE) {
                return found;
            }
            after = ObjectPosition.of(page.getLast());
        }
    }

    @Test
    void page_ofTheList_readsNoOtherPage() {
        UUID lastPage = ordered(any -> true).get(OBJECTS - PAGE);
        ObjectPosition late = ObjectPosition.of(STORED.stream().filter(object -> object.uid().equals(lastPage)).findFirst().orElseThrow());
        long most = 2L * PAGE + 2L * OBJECTS / DATES;
        for (ObjectPosition after : new ObjectPosition[] {null, late}) {
            long read = RowsRead.of(database, "managed_object", session -> OBJECT_ROWS.list(session, null, null, after, PAGE));
            assertTrue(read <= most, read + " rows read for a page behind " + after);
        }
        long read = RowsRead.of(database, "managed_object", session -> OBJECT_ROWS.list(session, null, Set.of("b", "c"), late, PAGE));
        assertTrue(read <= most, read + " rows read");
    }

    @Test
    void searchesOfAnOwner_passByWhatItHasDestroyed() {
        String owner = "rotates";
        List<NewRow> rows = new ArrayList<>();
        for (int i = 0; i < OBJECTS / 2; i++) {
            LifecycleDates dates = new LifecycleDates(NOW, null, null, null, null, null, null, NOW, NOW);
            rows.add(new NewRow(new ManagedObject(UUID.randomUUID(), owner, 2, 5, Cryptography.NONE, dates, false, null, new byte[0], null),
                    List.of()));
        }
        run(session -> {
            OBJECT_ROWS.insertAll(session, rows);
            return null;
        });
        long listed = RowsRead.of(database, "managed_object", session -> OBJECT_ROWS.list(session, owner, null, null, PAGE));
        assertTrue(listed <= PAGE, listed + " rows read for a page");
        ObjectCriteria live = new ObjectCriteria(owner, List.of(), null, List.of(), null, null, null, null, List.of(), List.of(), false, null,
                NOW, 0, PAGE);
        long located = RowsRead.of(database, "managed_object", session -> OBJECT_ROWS.locate(session, live));
        assertTrue(located <= PAGE, located + " rows read to locate what is there");
        ObjectCriteria all = new ObjectCriteria(owner, List.of(), null, List.of(), null, null, null, null, List.of(), List.of(), true, null,
                NOW, 0, PAGE);
        long destroyedToo = RowsRead.of(database, "managed_object", session -> OBJECT_ROWS.locate(session, all));
        assertTrue(destroyedToo <= 2 * PAGE, destroyedToo + " rows read for the first destroyed ones");
    }

    @Test
    void locate_withAConditionThatNoColumnAnswers_givesThePartAskedFor() {
        List<UUID> wanted = ordered(object -> object.owner().equals("a") && object.cryptography().length() == 128
                && object.uid().getLeastSignificantBits() % 3 == 0);
        assertTrue(wanted.size() > 100, "some pages");
        for (List<IndexEntry> index : List.of(List.<IndexEntry>of(), List.of(new IndexEntry("Object Group", "group-0")))) {
            for (List<Integer> states : List.of(List.<Integer>of(), List.of(1))) {
                ObjectCriteria criteria = new ObjectCriteria("a", List.of(), null, states, null, 128, null, null, index, List.of(), false,
                        null, NOW, 20, wanted.size());
                assertEquals(wanted.subList(20, wanted.size()), database.search(session -> OBJECT_ROWS.locate(session, criteria,
                        object -> object.uid().getLeastSignificantBits() % 3 == 0)), criteria.toString());
            }
        }
    }

    @Test
    void locate_passesNoCandidateTwice() {
        ObjectCriteria all = new ObjectCriteria("b", List.of(), null, List.of(), null, null, null, null, List.of(), List.of(), false, null, NOW, 0, 5000);
        int[] judged = {0};
        long read = RowsRead.of(database, "managed_object", session -> OBJECT_ROWS.locate(session, all, object -> judged[0]++ < 0));
        assertEquals(OBJECTS / 3, judged[0]);
        assertTrue(read <= 4L * OBJECTS / 3, read + " rows read for " + OBJECTS / 3 + " candidates");
    }

    @Test
    void count_followsEveryChange() {
        long all = run(OBJECT_ROWS::count);
        assertEquals(OBJECTS, all);
        ManagedObject one = new ManagedObject(UUID.randomUUID(), "counted", 2, 1, Cryptography.NONE, LifecycleDates.initial(NOW.minusSeconds(DATES)),
                false, null, new byte[0], null);
        ManagedObject two = new ManagedObject(UUID.randomUUID(), "counted", 2, 1, Cryptography.NONE, LifecycleDates.initial(NOW.minusSeconds(DATES)),
                false, null, new byte[0], null);
        run(session -> {
            OBJECT_ROWS.insertAll(session, List.of(new NewRow(one, List.of()), new NewRow(two, List.of())));
            return null;
        });
        assertEquals(2, counted());
        Tally.fold(database);
        assertEquals(2, counted());
        run(session -> OBJECT_ROWS.destroy(session, one, 5, NOW));
        assertEquals(1, counted());
        run(session -> OBJECT_ROWS.remove(session, two));
        assertEquals(0, counted());
        assertEquals(all, run(OBJECT_ROWS::count).longValue());
        assertEquals(0, RowsRead.of(database, "managed_object", OBJECT_ROWS::count));
    }

    private static long counted() {
        return run(session -> OBJECT_ROWS.count(session, Set.of("counted")));
    }
}
