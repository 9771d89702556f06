package io.lumenvault.db.object;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.DerivationRepository.Derivation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivationRepositoryTest extends DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final DerivationRepository derivations = new DerivationRepository();
    private final UUID base = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID child = UUID.randomUUID();
    private final UUID grandchild = UUID.randomUUID();

    @Test
    void derivations_areFollowedBothWays_overAllGenerations() {
        derive(List.of(base, other), child, NOW);
        derive(List.of(child), grandchild, NOW.plusSeconds(1));
        derive(List.of(UUID.randomUUID()), UUID.randomUUID(), NOW);
        assertEquals(List.of(child, grandchild), from(base));
        assertEquals(List.of(child, grandchild), from(other));
        assertEquals(List.of(), from(grandchild));
        List<Derivation> behind = database.transaction(session -> derivations.behind(session, grandchild, 100));
        assertEquals(3, behind.size());
        assertEquals(new Derivation(child, grandchild, NOW.plusSeconds(1), null, null), behind.getLast());
        assertEquals(1, database.transaction(session -> derivations.behind(session, grandchild, 1)).size());
    }

    private void derive(List<UUID> bases, UUID derived, Instant time) {
        database.transaction(session -> {
            derivations.insert(session, bases, derived, time);
            return null;
        });
    }

    private List<UUID> from(UUID key) {
        return database.transaction(session -> derivations.from(session, List.of(key), 100)).stream().map(Derivation::derived).toList();
    }
}
