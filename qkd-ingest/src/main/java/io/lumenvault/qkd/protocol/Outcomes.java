package io.lumenvault.qkd.protocol;

import java.util.Arrays;

/**
 * What a live clock slot can come to: classes that exclude each other, and nothing as the rest.
 *
 * @param probabilities of the classes in a live slot
 * @param deadSlots slots that are dead after any of them
 */
public record Outcomes(double[] probabilities, long deadSlots) {
    public Outcomes {
        double sum = 0;
        for (double p : probabilities) {
            if (!(p >= 0)) {
                throw new IllegalArgumentException("probability " + p + " of an outcome");
            }
            sum += p;
        }
        if (sum > 1 + 1e-12 || deadSlots < 0) {
            throw new IllegalArgumentException("outcomes of probability " + sum + " in all, " + deadSlots + " dead slots");
        }
    }

    /** The probability that a live slot comes to anything. */
    public double total() {
        return Math.min(1, Arrays.stream(probabilities).sum());
    }

    /** How many of each are expected; dead time is non-paralysable: p becomes p/(1 + P D). */
    public double[] expected(double slots) {
        double live = slots / (1 + total() * deadSlots);
        return Arrays.stream(probabilities).map(p -> p * live).toArray();
    }
}
