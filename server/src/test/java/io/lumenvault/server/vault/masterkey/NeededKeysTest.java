package io.lumenvault.server.vault.masterkey;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeededKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Generation ACTIVE = generation(2, GenerationState.ACTIVE, null);

    private static Generation generation(int number, GenerationState state, Instant resealed) {
        return new Generation(number, state, NOW, null, null, resealed, null, null, 0);
    }

    @Test
    void generationThatMayHaveSealedSomething_isNeeded() {
        Generation before = generation(1, GenerationState.DEACTIVATED, null);
        IllegalStateException missing = assertThrows(IllegalStateException.class,
                () -> NeededKeys.require(List.of(before, ACTIVE), Set.of(2), true));
        assertTrue(missing.getMessage().startsWith("the token holds no master key of generation 1"), missing.getMessage());
        assertThrows(IllegalStateException.class, () -> NeededKeys.require(List.of(before, ACTIVE), Set.of(1), true));
    }

    @Test
    void generationThatIsMissing_whileATokenIsAway_keepsNoNodeFromStarting() {
        Generation before = generation(1, GenerationState.DEACTIVATED, null);
        assertDoesNotThrow(() -> NeededKeys.require(List.of(before, ACTIVE), Set.of(), false));
    }

    @ParameterizedTest
    @EnumSource(names = {"PRE_ACTIVE", "DESTROYED"})
    void generationUnderWhichNothingIsSealed_isNotNeeded(GenerationState state) {
        assertDoesNotThrow(() -> NeededKeys.require(List.of(generation(1, state, null), ACTIVE), Set.of(2), true));
    }

    @Test
    void generationWhoseRowsAreSealedAnew_isNotNeeded() {
        assertDoesNotThrow(() -> NeededKeys.require(
                List.of(generation(1, GenerationState.DEACTIVATED, NOW), ACTIVE), Set.of(2), true));
    }
}
