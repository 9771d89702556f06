package io.lumenvault.db.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.policy.PolicyRepository;
import io.lumenvault.db.policy.PolicyRow;
import io.lumenvault.db.policy.QuotaRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** What binds objects, policies and quotas on a real PostgreSQL. */
class RestrictionRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final PolicyRepository policies = new PolicyRepository();

    @Test
    void hold_isReadBack_andCountsUntilItsEnd() {
        ManagedObject object = insert("holder", null);
        Restrictions held = object.restrictions().withHold("audit", "ann", NOW, NOW.plusSeconds(60)).withLimits(NOW, null);
        assertTrue(changed(session -> restrictions.update(session, object, held, NOW)));
        Restrictions read = find(object.uid()).restrictions();
        assertEquals(held, read);
        assertTrue(read.suspended(NOW.plusSeconds(59)));
        assertFalse(read.suspended(NOW.plusSeconds(60)));
        assertFalse(changed(session -> restrictions.update(session, object, Restrictions.NONE, NOW)), "an older version");
    }

    @Test
    void ends_areKeptOfAnObjectThatIsCompromised_whenItIsMadeAndWhenItChanges() {
        ManagedObject object = insert("compromised", null);
        Restrictions ends = Restrictions.NONE.withLimits(NOW, NOW.plusSeconds(60));
        assertTrue(changed(session -> {
            boolean done = objects.update(session, object, ObjectChange.of(object).withState(4));
            restrictions.limit(session, object.uid(), ends);
            return done;
        }));
        assertEquals(ends, find(object.uid()).restrictions());
        ManagedObject made = new ManagedObject(UUID.randomUUID(), "compromised", 2, 4, Cryptography.NONE, LifecycleDates.initial(NOW), false, null,
                new byte[0], null).changed(4, LifecycleDates.initial(NOW), ends);
        assertTrue(changed(session -> {
            objects.insertAll(session, List.of(new NewRow(made, List.of())));
            return true;
        }));
        assertEquals(ends, find(made.uid()).restrictions());
    }

    @Test
    void archivedMaterial_isElsewhere_andComesBackAsItWas() throws Exception {
        ManagedObject object = insert("archivist", sealed());
        assertTrue(changed(session -> restrictions.archive(session, object, NOW)));
        ManagedObject archived = find(object.uid());
        assertNull(archived.material());
        assertEquals(NOW, archived.restrictions().archived());
        assertFalse(changed(session -> restrictions.archive(session, object, NOW)), "an older version");
        assertTrue(changed(session -> restrictions.recover(session, archived, NOW)));
        ManagedObject recovered = find(object.uid());
        assertArrayEquals(new byte[] {1, 2, 3}, recovered.material().bytes());
        assertNull(recovered.restrictions().archived());
        assertEquals(0, rows("select count(*) from managed_object_archive"));
    }

    @Test
    void destroyedObject_leavesNothingInTheArchive() throws Exception {
        ManagedObject object = insert("destroyer", sealed());
        database.transaction(session -> restrictions.archive(session, object, NOW));
        assertTrue(changed(session -> objects.destroy(session, find(object.uid()), 5, NOW)));
        assertEquals(0, rows("select count(*) from managed_object_archive where uid = '" + object.uid() + "'"));
    }

    @Test
    void pages_goThroughEveryObjectOnce() {
        List<UUID> inserted = Stream.generate(() -> insert("pager", null).uid()).limit(7).toList();
        List<UUID> seen = new ArrayList<>();
        UUID after = null;
        List<ManagedObject> page;
        do {
            UUID from = after;
            page = database.transaction(session -> restrictions.page(session, from, 3));
            page.forEach(object -> seen.add(object.uid()));
            after = page.isEmpty() ? null : page.getLast().uid();
        } while (!page.isEmpty());
        assertTrue(seen.containsAll(inserted));
        assertEquals(seen.size(), seen.stream().distinct().count());
    }

    @Test
    void policies_areNumberedWithoutGaps_andNeverEdited() {
        PolicyRow first = new PolicyRow(1, "ann", NOW, "schema: lumenvault-policy/1", "00".repeat(32));
        assertTrue(changed(session -> policies.putInForce(session, first)));
        assertFalse(changed(session -> policies.putInForce(session, first)), "its predecessor is not in force any more");
        assertFalse(changed(session -> policies.putInForce(session, new PolicyRow(3, "ann", NOW, "x", "00".repeat(32)))));
        assertEquals(1L, database.<Long>transaction(policies::versionInForce));
        assertEquals(first, database.transaction(session -> policies.find(session, 1)).orElseThrow());
        for (String edit : List.of("update policy_document set text = 'x'", "delete from policy_document", "truncate policy_document cascade")) {
            assertThrows(Exception.class, () -> database.transaction(session -> session.createNativeMutationQuery(edit).executeUpdate()), edit);
        }
    }

    @Test
    void quota_isNeverExceeded_howeverManyTakeOfIt() throws Exception {
        QuotaRepository quotas = new QuotaRepository();
        LocalDate day = LocalDate.of(2026, 1, 2);
        Callable<Long> taker = () -> {
            long sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += database.transaction(session -> quotas.take(session, "app", "rule", day, 7, 100));
            }
            return sum;
        };
        long taken = 0;
        try (ExecutorService takers = Executors.newFixedThreadPool(4)) {
            for (Future<Long> part : takers.invokeAll(List.of(taker, taker, taker, taker))) {
                taken += part.get();
            }
        }
        assertEquals(100, taken);
        assertEquals(0L, database.<Long>transaction(session -> quotas.take(session, "app", "rule", day, 7, 50)), "a smaller quota takes nothing back");
    }

    @Test
    void quotaGivenBack_isThereAgain() {
        QuotaRepository quotas = new QuotaRepository();
        LocalDate day = LocalDate.of(2026, 1, 3);
        assertEquals(0L, taken(quotas, day), "of a day of which nothing was taken");
        database.transaction(session -> quotas.take(session, "app", "bits", day, 70, 100));
        database.transaction(session -> {
            quotas.giveBack(session, "app", "bits", day, 60);
            return null;
        });
        assertEquals(10L, taken(quotas, day));
        assertEquals(90L, database.<Long>transaction(session -> quotas.take(session, "app", "bits", day, 95, 100)), "what is left");
    }

    private static long taken(QuotaRepository quotas, LocalDate day) {
        return database.transaction(session -> quotas.taken(session, "app", "bits", day));
    }

    private static boolean changed(Function<StatelessSession, Boolean> work) {
        return database.transaction(work);
    }

    private static SealedMaterial sealed() throws Exception {
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("insert into master_key_generation (generation, state, created_at) values (7, 'pre-active', now()) on conflict do nothing");
            statement.execute("insert into sealing_generation (generation) values (7) on conflict do nothing");
        }
        return new SealedMaterial(7, new byte[] {1, 2, 3});
    }

    private ManagedObject insert(String owner, SealedMaterial material) {
        ManagedObject object = new ManagedObject(UUID.randomUUID(), owner, 2, 3, new Cryptography(3, 256, 12),
                LifecycleDates.initial(NOW), false, null, new byte[0], material);
        database.transaction(session -> {
            objects.insertAll(session, List.of(new NewRow(object, List.of())));
            return null;
        });
        return find(object.uid());
    }

    private ManagedObject find(UUID uid) {
        ManagedObject found = database.transaction(session -> objects.find(session, uid)).orElseThrow();
        assertNotNull(found);
        return found;
    }

    private static long rows(String count) throws Exception {
        try (var connection = started.connectAsOwner(); var statement = connection.createStatement(); var row = statement.executeQuery(count)) {
            row.next();
            return row.getLong(1);
        }
    }
}
