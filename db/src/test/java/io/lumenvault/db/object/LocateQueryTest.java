package io.lumenvault.db.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the statements find is held against a search of all objects one by one. */
class LocateQueryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String OWNER = "searcher";
    private static final int PRE_ACTIVE = 1;
    private static final int ACTIVE = 2;
    private static final int DEACTIVATED = 3;
    private static final int COMPROMISED = 4;
    private static final int DESTROYED = 5;
    private static final int OBJECTS = 150;
    private static final int SEARCHES = 400;

    private static final Random RANDOM = new Random(20260102);
    private static final ObjectRepository OBJECT_ROWS = new ObjectRepository();
    private static final List<Stored> STORED = new ArrayList<>();

    /** An object and what can be searched of it. */
    private record Stored(ManagedObject object, List<IndexEntry> index) {}

    @BeforeAll
    static void start() throws Exception {
        for (int i = 0; i < OBJECTS; i++) {
            store(i);
        }
    }

    private static void store(int number) {
        LifecycleDates dates = LifecycleDates.initial(NOW.minusSeconds(RANDOM.nextInt(40)))
                .withActivation(someDate()).withDeactivation(someDate());
        int state = 1 + RANDOM.nextInt(COMPROMISED);
        ManagedObject object = new ManagedObject(UUID.randomUUID(), number % 10 == 0 ? "another" : OWNER, 2, state,
                new Cryptography(3, 128 + 128 * RANDOM.nextInt(2), 12), dates, false, null, new byte[0], null);
        List<IndexEntry> index = List.of(new IndexEntry(IndexEntry.NAME, "name-" + number),
                new IndexEntry("Object Group", "group-" + RANDOM.nextInt(4)), new IndexEntry("x-site", "site-" + RANDOM.nextInt(3)));
        boolean archived = RANDOM.nextInt(4) == 0;
        boolean destroyed = RANDOM.nextInt(6) == 0;
        database.transaction(session -> {
            OBJECT_ROWS.insertAll(session, List.of(new NewRow(object, index)));
            if (archived) {
                session.createNativeMutationQuery("update managed_object set archive_date = :date where uid = :uid")
                        .setParameter("date", NOW.plusSeconds(RANDOM.nextInt(3))).setParameter("uid", object.uid()).executeUpdate();
            }
            return destroyed && OBJECT_ROWS.destroy(session, object, DESTROYED, NOW);
        });
        STORED.add(new Stored(database.transaction(session -> OBJECT_ROWS.find(session, object.uid())).orElseThrow(), index));
    }

    private static Instant someDate() {
        return RANDOM.nextBoolean() ? null : NOW.plusSeconds(RANDOM.nextInt(40) - 20);
    }

    @Test
    void locate_findsWhatASearchOneByOneFinds() {
        int found = 0;
        for (int i = 0; i < SEARCHES; i++) {
            ObjectCriteria criteria = criteria();
            List<UUID> expected = STORED.stream().filter(stored -> meets(stored, criteria)).map(Stored::object)
                    .sorted(Comparator.comparing((ManagedObject object) -> object.dates().initial()).reversed()
                            .thenComparing(object -> object.uid().toString()))
                    .skip(criteria.offset()).limit(criteria.limit()).map(ManagedObject::uid).toList();
            assertEquals(expected, database.search(session -> OBJECT_ROWS.locate(session, criteria)), criteria.toString());
            found += expected.size();
        }
        assertTrue(found > SEARCHES, "searches must find something to say something: " + found);
    }

    private static ObjectCriteria criteria() {
        List<IndexEntry> index = new ArrayList<>();
        if (RANDOM.nextInt(8) == 0) {
            index.add(new IndexEntry(IndexEntry.NAME, "name-" + RANDOM.nextInt(OBJECTS)));
        }
        if (RANDOM.nextInt(3) == 0) {
            index.add(new IndexEntry("Object Group", "group-" + RANDOM.nextInt(4)));
        }
        if (RANDOM.nextInt(3) == 0) {
            index.add(new IndexEntry("x-site", "site-" + RANDOM.nextInt(3)));
        }
        List<Integer> states = RANDOM.nextInt(3) == 0 ? List.of() : RANDOM.ints(1 + RANDOM.nextInt(2), 1, DESTROYED + 1).boxed().toList();
        List<ObjectCriteria.DateRange> dates = RANDOM.nextInt(8) != 0 ? List.of()
                : List.of(new ObjectCriteria.DateRange(ObjectCriteria.DateColumn.ARCHIVE, NOW, NOW.plusSeconds(RANDOM.nextInt(2))));
        return new ObjectCriteria(OWNER, List.of(), null, states, null, RANDOM.nextBoolean() ? 256 : null, null, null, index, dates,
                RANDOM.nextInt(3) == 0, RANDOM.nextInt(3) == 0 ? null : RANDOM.nextBoolean(), NOW.plusSeconds(RANDOM.nextInt(30) - 15),
                RANDOM.nextInt(4), 1 + RANDOM.nextInt(20));
    }

    private static boolean meets(Stored stored, ObjectCriteria criteria) {
        ManagedObject object = stored.object();
        return object.owner().equals(OWNER) && stored.index().containsAll(criteria.index())
                && (criteria.includeDestroyed() || object.dates().destroy() == null)
                && (criteria.archived() == null || object.dates().destroy() != null
                        || criteria.archived() == (object.restrictions().archived() != null))
                && criteria.dates().stream().allMatch(range -> within(object.restrictions().archived(), range))
                && (criteria.length() == null || criteria.length().equals(object.cryptography().length()))
                && (criteria.states().isEmpty() || criteria.states().contains(state(object, criteria.now())));
    }

    private static boolean within(Instant date, ObjectCriteria.DateRange range) {
        return date != null && !date.isBefore(range.from()) && !date.isAfter(range.to());
    }

    /** KMIP 1.4 section 3.22. */
    private static int state(ManagedObject object, Instant now) {
        boolean activated = object.state() == ACTIVE || object.state() == PRE_ACTIVE && past(object.dates().activation(), now);
        if (activated) {
            return past(object.dates().deactivation(), now) ? DEACTIVATED : ACTIVE;
        }
        return object.state();
    }

    private static boolean past(Instant date, Instant now) {
        return date != null && !date.isAfter(now);
    }
}
