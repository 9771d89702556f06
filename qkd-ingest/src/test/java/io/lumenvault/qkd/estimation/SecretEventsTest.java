package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SecretEventsTest {
    /** Secret bits of a block of which everything is known. */
    private static double secret(double vacuum, double single, double phaseErrors) {
        return vacuum + (single <= 0 ? 0 : single * (1 - BinaryEntropy.phaseError(Math.min(1, phaseErrors / single))));
    }

    /**
     * The block has at least the events and at most the phase error rate that the bounds say; the eavesdropper shares out what is removed
     * among vacuum, single-photon and other events, and among single photons with and without phase error, as she likes.
     */
    @Property(tries = 20_000)
    void without_neverPromisesMoreThanIsLeft(@ForAll @IntRange(max = 50_000) int vacuum, @ForAll @IntRange(max = 50_000) int single,
            @ForAll @DoubleRange(max = 0.5) double phaseError, @ForAll @IntRange(max = 2000) int moreVacuum,
            @ForAll @IntRange(max = 2000) int moreSingle, @ForAll @DoubleRange(max = 1) double share, @ForAll @IntRange(max = 60_000) int removed,
            @ForAll @DoubleRange(max = 1) double ofVacuum, @ForAll @DoubleRange(max = 1) double ofSingle, @ForAll @DoubleRange(max = 1) double wrong) {
        long vacuums = vacuum + moreVacuum;
        long singles = single + moreSingle;
        double errors = phaseError * singles * share;
        double lessVacuum = Math.min(vacuums, Math.floor(ofVacuum * removed));
        double lessSingle = Math.min(singles, Math.floor(ofSingle * (removed - lessVacuum)));
        double lessErrors = Math.min(errors, wrong * lessSingle);
        double left = secret(vacuums - lessVacuum, singles - lessSingle, errors - lessErrors);
        double promised = new SecretEvents(vacuum, single, phaseError).without(removed).bits();
        assertTrue(promised <= left + 1e-6 * (1 + left), promised + " promised, " + left + " left");
    }

    /** The bound is reached: vacuum events go first, then single photons, none of them with a phase error. */
    @Test
    void without_isWhatTheWorstRemovalLeaves() {
        SecretEvents left = new SecretEvents(100, 1000, 0.05).without(300);
        assertEquals(0, left.vacuum());
        assertEquals(800, left.single());
        assertEquals(50.0 / 800, left.phaseError(), 1e-15);
        assertEquals(secret(0, 800, 50), left.bits(), 1e-9);
    }

    @Test
    void without_nothingRemoved_isTheSame() {
        SecretEvents all = new SecretEvents(12.5, 1234.5, 0.0321);
        assertEquals(all, all.without(0));
    }

    @Test
    void without_moreThanThereIs_isNothing() {
        assertEquals(0, new SecretEvents(10, 20, 0.01).without(30).bits());
        assertEquals(0, new SecretEvents(10, 20, 0.01).without(1000).bits());
    }
}
