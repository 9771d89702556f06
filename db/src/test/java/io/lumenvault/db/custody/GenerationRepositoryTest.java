package io.lumenvault.db.custody;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int PAGES = 10_000;
    private static final int SEAL_BYTES = 40;
    private static final long MANY_BYTES = 1 << 20;

    private final GenerationRepository generations = new GenerationRepository();
    private final ResealRepository rows = new ResealRepository();
    private final DamagedSealRepository damagedSeals = new DamagedSealRepository();

    /** Each test begins with generation 1 active and nothing sealed. */
    @BeforeEach
    void begin() throws Exception {
        try (Connection connection = started.connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("truncate managed_object, former_name, managed_object_archive, object_index, qkd_chunk, qkd_block, audit_cosigner, "
                    + "user_credential_secret, sealing_generation, master_key_generation, damaged_seal");
        }
        assertTrue(add(1));
        assertTrue(activate(1, null));
    }

    @Test
    void add_knownGeneration_changesNothing() {
        assertFalse(add(1));
        assertEquals(GenerationState.ACTIVE, generation(1).state());
    }

    @Test
    void knows_theKeyThatWasMadeThen_andNoOtherOfItsNumber() {
        assertTrue(knows(1, NOW));
        assertFalse(knows(1, NOW.plusSeconds(1)));
        assertFalse(knows(2, NOW));
    }

    private boolean knows(int generation, Instant made) {
        return database.transaction(session -> generations.knows(session, generation, made));
    }

    @Test
    void activate_retiresTheOneBefore() {
        add(2);
        assertTrue(activate(2, 1));
        assertEquals(GenerationState.DEACTIVATED, generation(1).state());
        assertEquals(NOW, generation(1).deactivated());
        assertEquals(GenerationState.ACTIVE, generation(2).state());
    }

    @Test
    void activate_whenAnotherRotatedFirst_isRefused() {
        add(2);
        add(3);
        assertTrue(activate(2, 1));
        assertFalse(activate(3, 1));
    }

    @Test
    void reserve_countsUnderTheActiveGeneration_andEndsAtTheMostThatAKeyMayMake() {
        assertEquals(new SealBlock(1, 65_536), reserve(65_536).orElseThrow());
        assertEquals(65_536, generation(1).seals());
        assertEquals(new SealBlock(1, (1L << 32) - 65_536), reserve(1L << 33).orElseThrow());
        assertEquals(new SealBlock(1, 0), reserve(1).orElseThrow());
    }

    @Test
    void destroy_whileSomethingIsSealed_isRefused() {
        insert(1);
        add(2);
        activate(2, 1);
        ConstraintViolationException refused = assertThrows(ConstraintViolationException.class, () -> destroy(1));
        assertTrue(GenerationRepository.refusesDestroyed(refused.getConstraintName()));
        assertEquals(GenerationState.DEACTIVATED, generation(1).state());
        assertFalse(markResealed(1));
    }

    @Test
    void destroy_activeGeneration_isRefused() {
        assertFalse(destroy(1));
    }

    @Test
    void destroy_generationThatWasNeverUsed_unlessItIsActivatedBefore() {
        add(2);
        add(3);
        assertTrue(destroy(2, GenerationState.PRE_ACTIVE));
        assertTrue(activate(3, 1));
        assertFalse(destroy(3, GenerationState.PRE_ACTIVE));
        assertThrows(IllegalArgumentException.class, () -> destroy(3, GenerationState.ACTIVE));
    }

    @Test
    void insert_underADestroyedGeneration_isRefused() {
        add(2);
        activate(2, 1);
        assertTrue(markResealed(1));
        assertTrue(destroy(1));
        ConstraintViolationException refused = assertThrows(ConstraintViolationException.class, () -> insert(1));
        assertTrue(GenerationRepository.refusesDestroyed(refused.getConstraintName()));
    }

    /** The two orders of the race: whoever commits first decides, and the other is refused. */
    @Test
    void destroy_andALateInsert_neverBothSucceed() throws Exception {
        add(2);
        activate(2, 1);
        try (Connection late = started.connect()) {
            late.setAutoCommit(false);
            try (var insert = late.createStatement()) {
                insert.execute("insert into managed_object (uid, owner, object_type, state, initial_date, last_change_date, attributes, "
                        + "generation, sealed) values (gen_random_uuid(), 'late', 2, 1, now(), now(), '', 1, '\\x01')");
            }
            var destroying = CompletableFuture.supplyAsync(() -> destroy(1));
            late.commit();
            assertThrows(CompletionException.class, destroying::join);
        }
        assertEquals(GenerationState.DEACTIVATED, generation(1).state());
    }

    @Test
    void erase_isNotedOnce() {
        add(2);
        activate(2, 1);
        destroy(1);
        assertTrue(markErased(1));
        assertFalse(markErased(1));
        assertNotNull(generation(1).erased());
    }

    /** A row may hold a megabyte, and a page points to a hundred of them. */
    @Test
    void find_readsSoManyBytesAtATime_andGoesOnWhereItStopped() {
        Set<UUID> inserted = Set.of(insert(1), insert(1), insert(1), insert(1), insert(1));
        add(2);
        activate(2, 1);
        Set<UUID> found = new HashSet<>();
        List<Integer> sizes = new ArrayList<>();
        for (Stretch left = Stretch.ofPages(0, PAGES); left != null;) {
            SealedSlice slice = find(left, 2, 3 * SEAL_BYTES - 1);
            sizes.add(slice.rows().size());
            slice.rows().forEach(row -> found.add(row.id()));
            left = slice.rest();
        }
        assertEquals(List.of(2, 2, 1), sizes);
        assertEquals(inserted, found);
        assertEquals(1, find(Stretch.ofPages(0, PAGES), 2, 1).rows().size(), "one that is larger by itself");
        assertNull(find(Stretch.ofPages(0, PAGES), 2, 5 * SEAL_BYTES).rest(), "all at once where they are small");
    }

    @Test
    void due_readsSoManyBytesAtATime() {
        insert(1);
        insert(1);
        insert(1);
        add(2);
        activate(2, 1);
        find(2).forEach(this::note);
        assertEquals(2, due(Duration.ZERO, 3 * SEAL_BYTES - 1).size());
        assertEquals(1, due(Duration.ZERO, 1).size(), "one that is larger by itself");
    }

    @Test
    void replace_putsTheNewSeal_andLeavesTheVersion() {
        UUID uid = insert(1);
        add(2);
        activate(2, 1);
        SealedRow read = find(2).getFirst();
        assertEquals(uid, read.id());
        assertEquals(1, replace(new Resealed(read, seal(2, 9))));
        ManagedObject found = database.transaction(session -> new ObjectRepository().find(session, uid)).orElseThrow();
        assertEquals(2, found.material().generation());
        assertArrayEquals(seal(2, 9).bytes(), found.material().bytes());
        assertEquals(0, found.version());
        assertEquals(List.of(), find(2));
        long remaining = database.transaction(session -> rows.remaining(session, SealedTable.MANAGED_OBJECT, 2));
        assertEquals(0, remaining);
    }

    @Test
    void replace_ofARowSealedAnewMeanwhile_changesNothing() {
        insert(1);
        add(2);
        activate(2, 1);
        SealedRow read = find(2).getFirst();
        assertEquals(1, replace(new Resealed(read, seal(2, 9))));
        assertEquals(0, replace(new Resealed(read, seal(2, 8))));
        SealedRow stale = new SealedRow(read.id(), seal(2, 7));
        assertEquals(0, replace(new Resealed(stale, seal(2, 6))));
    }

    @Test
    void replace_ofARowInUse_doesNotWait() throws Exception {
        UUID uid = insert(1);
        add(2);
        activate(2, 1);
        SealedRow read = find(2).getFirst();
        try (Connection other = started.connect()) {
            other.setAutoCommit(false);
            try (var update = other.prepareStatement("update managed_object set state = 2 where uid = ?")) {
                update.setObject(1, uid);
                update.executeUpdate();
            }
            assertEquals(0, replace(new Resealed(read, seal(2, 9))));
            other.rollback();
        }
        assertEquals(1, replace(new Resealed(read, seal(2, 9))));
    }

    @Test
    void damagedSeal_isPassedBy_countedApart_triedWhenDue_andForgottenWhenItIsGone() throws Exception {
        UUID damaged = insert(1);
        insert(1);
        add(2);
        activate(2, 1);
        SealedRow unopened = find(2).stream().filter(row -> row.id().equals(damaged)).findFirst().orElseThrow();
        assertEquals(List.of(unopened), note(unopened));
        assertEquals(List.of(), note(unopened), "known before");
        assertEquals(1, find(2).size());
        assertEquals(1, database.transaction(session -> rows.remaining(session, SealedTable.MANAGED_OBJECT, 2)).longValue());
        assertEquals(Map.of(1, 1L), database.transaction(damagedSeals::counts));
        assertEquals(List.of(), due(Duration.ofHours(1)));
        assertEquals(List.of(damaged), due(Duration.ZERO).stream().map(SealedRow::id).toList());
        assertEquals(0, forgetGone());
        assertFalse(markResealed(1), "it is still sealed under 1");
        assertThrows(ConstraintViolationException.class, () -> destroy(1));

        assertEquals(1, replace(new Resealed(unopened, seal(2, 9))));
        assertEquals(1, forgetGone());
        assertEquals(Map.of(), database.transaction(damagedSeals::counts));
    }

    private List<SealedRow> note(SealedRow row) {
        return database.transaction(session -> damagedSeals.note(session, SealedTable.MANAGED_OBJECT, List.of(row)));
    }

    private List<SealedRow> due(Duration since) {
        return due(since, MANY_BYTES);
    }

    private List<SealedRow> due(Duration since, long mostBytes) {
        return database.transaction(session -> damagedSeals.due(session, SealedTable.MANAGED_OBJECT, 2, since, 10, mostBytes));
    }

    private int forgetGone() {
        return database.transaction(session -> damagedSeals.forgetGone(session, SealedTable.MANAGED_OBJECT));
    }

    private boolean add(int generation) {
        return database.transaction(session -> generations.add(session, generation, NOW));
    }

    private boolean activate(int generation, Integer expected) {
        return database.transaction(session -> generations.activate(session, generation, expected, NOW));
    }

    private boolean destroy(int generation) {
        return destroy(generation, GenerationState.DEACTIVATED);
    }

    private boolean destroy(int generation, GenerationState expected) {
        return database.transaction(session -> generations.destroy(session, generation, expected, NOW));
    }

    private boolean markResealed(int generation) {
        return database.transaction(session -> generations.markResealed(session, generation, NOW));
    }

    private boolean markErased(int generation) {
        return database.transaction(session -> generations.markErased(session, generation, NOW));
    }

    private Optional<SealBlock> reserve(long wanted) {
        return database.transaction(session -> generations.reserve(session, wanted));
    }

    private Generation generation(int generation) {
        return database.transaction(generations::list).stream().filter(one -> one.generation() == generation).findFirst().orElseThrow();
    }

    private List<SealedRow> find(int active) {
        return find(Stretch.ofPages(0, PAGES), active, MANY_BYTES).rows();
    }

    private SealedSlice find(Stretch stretch, int active, long mostBytes) {
        return database.transaction(session -> rows.find(session, SealedTable.MANAGED_OBJECT, stretch, active, mostBytes));
    }

    private int replace(Resealed resealed) {
        return database.transaction(session -> rows.replace(session, SealedTable.MANAGED_OBJECT, List.of(resealed)));
    }

    private UUID insert(int generation) {
        UUID uid = UUID.randomUUID();
        database.transaction(session -> {
            new ObjectRepository().insertAll(session, List.of(new NewRow(new ManagedObject(uid, "owner", 2, 1, Cryptography.NONE,
                    LifecycleDates.initial(NOW), false, null, new byte[0], seal(generation, 1)), List.of())));
            return null;
        });
        return uid;
    }

    private static SealedMaterial seal(int generation, int content) {
        byte[] bytes = new byte[SEAL_BYTES];
        Arrays.fill(bytes, (byte) content);
        return new SealedMaterial(generation, bytes);
    }
}
