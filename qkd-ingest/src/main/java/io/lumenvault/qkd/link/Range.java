package io.lumenvault.qkd.link;

/** Checks physical parameters where they enter. */
final class Range {
    private Range() {
    }

    static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " is " + value + "; allowed is " + least + " to " + most);
        }
    }
}
