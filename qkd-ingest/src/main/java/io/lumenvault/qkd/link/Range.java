package io.lumenvault.qkd.link;

/** Checks physical parameters where they enter. */
public final class Range {
    private Range() {
    }

    /**
     * Refuses a value outside its bounds.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " is " + value + "; allowed is " + least + " to " + most);
        }
    }
}
