package io.lumenvault.qkd.protocol;

/** A QKD protocol with its settings: the seam that a new protocol implements. */
public interface Protocol {
    /** Its name on the command line, such as {@code bb84-vacuum-weak}. */
    String name();

    /** Its name for people. */
    String title();

    /** How much of the link's fibre ends in one receiver: all of it, or half where a source or a relay stands in the middle. */
    default double fibreToReceiver() {
        return 1;
    }

    /** What a clock slot can come to on a link, and with what probability. */
    Outcomes outcomes(LinkConditions link);

    /**
     * What counts of the outcomes are worth.
     *
     * @param link where they were counted
     * @param slots over how many clock slots
     * @param counts one for each outcome, in the order of {@link #outcomes}
     * @param security how much is taken off for errors and for chance
     */
    Figures figures(LinkConditions link, double slots, double[] counts, Security security);
}
