package io.lumenvault.qkd.link;

/**
 * Choices between two by 31 random bits, without a branch: half of such branches would be predicted wrongly, and that is much of the time
 * that a simulated pulse takes. A probability is told by the greatest number of 31 bits that means yes, -1 for never.
 */
final class Choice {
    private static final int BITS = 31;

    private Choice() {
    }

    /** The greatest number that, taken from so many, means yes. */
    static int last(double probability) {
        return (int) ((long) Math.ceil(probability * (1L << BITS)) - 1);
    }

    /** 0 if the upper 31 bits of the word mean yes, else 1. */
    static int above(int word, int last) {
        return last - (word >>> 1) >>> BITS;
    }
}
