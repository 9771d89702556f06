package io.lumenvault.qkd.estimation;

import io.lumenvault.qkd.keyrate.BinaryEntropy;

/**
 * The events of a decoy-state key that the eavesdropper does not know, and how many of them are left when bits are removed.
 *
 * @param vacuum least number of vacuum events that count for key
 * @param single least number of single-photon events
 * @param phaseError greatest phase error rate of these
 */
public record SecretEvents(double vacuum, double single, double phaseError) {
    /** Nothing that is secret. */
    static final SecretEvents NONE = new SecretEvents(0, 0, 1);

    /**
     * The least that is left of the events of a block, whichever bits the eavesdropper had removed. Every removed bit was one of these
     * events and without phase error, and all phase errors stayed: among s - r events there are then s phi, at a rate of phi s/(s - r).
     * A vacuum event is a whole secret bit and a single-photon event less than one, so the vacuum events go first. With more events than
     * the bounds say the rest is larger: it grows with the events where phase errors grow no faster.
     *
     * @param removed bits that were left out
     */
    SecretEvents without(long removed) {
        double vacuums = Math.min(removed, vacuum);
        double left = single - (removed - vacuums);
        return left > 0 ? new SecretEvents(vacuum - vacuums, left, phaseError * (single / left)) : new SecretEvents(vacuum - vacuums, 0, 1);
    }

    /** Secret bits in them, before anything is disclosed. */
    double bits() {
        return vacuum + single * (1 - BinaryEntropy.phaseError(phaseError));
    }
}
