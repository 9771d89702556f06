package io.lumenvault.qkd.link;

/**
 * Choices between two without a branch: half of such branches would be predicted wrongly, and that is much of the time
 * that a simulated pulse takes.
 */
final class Choice {
    private Choice() {
    }

    /** The threshold below which so many bits, taken as a whole number, fall with a probability. */
    static long threshold(double probability, int bits) {
        return (long) Math.ceil(probability * (1L << bits));
    }

    /** 0 if the number is below the threshold, else 1; both from 0 to 2^62. */
    static int notBelow(long number, long threshold) {
        return (int) (threshold - 1 - number >>> 63);
    }
}
