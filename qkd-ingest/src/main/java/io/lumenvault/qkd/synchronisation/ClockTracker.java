package io.lumenvault.qkd.synchronisation;

/**
 * Follows Bob's clock once it has been found: the mean distance of a stretch's time tags from where they were due corrects
 * offset and drift, each by its share (an alpha-beta filter).
 */
final class ClockTracker {
    private static final double ALPHA = 0.5;
    private static final double BETA = 0.1;
    /** With a smaller share of the lit places seen in their place, synchronisation is lost. */
    private static final double LEAST_SEEN = 0.05;
    private static final int LEAST_TAGS = 16;

    private final double period;
    private final boolean[] lit;
    private long atPlace;
    private double ahead;
    private double drift;
    private double spread;

    ClockTracker(SyncPattern pattern, ClockModel found) {
        this.period = pattern.periodSeconds();
        this.lit = pattern.lit();
        this.ahead = found.offsetSeconds();
        this.drift = found.drift();
    }

    /** By how much Bob's clock is ahead at a place of the pattern, counted from the start of the light; in seconds. */
    double ahead(double place) {
        return ahead + drift * (place - atPlace) * period;
    }

    double drift() {
        return drift;
    }

    /** Standard deviation of the time tags of the last stretch about their places, in seconds. */
    double spread() {
        return spread;
    }

    /**
     * Takes a stretch's time tags.
     *
     * @param tags less the time of the first place, ascending
     * @throws SynchronisationException if too few of them are where they are due
     */
    void follow(long firstPlace, int places, double[] tags) {
        int count = 0;
        double sum = 0;
        double squares = 0;
        for (double tag : tags) {
            long place = firstPlace + Math.round((tag - ahead(firstPlace)) / (period * (1 + drift)));
            double late = tag - (place - firstPlace) * period - ahead(place);
            if (place >= firstPlace && place < firstPlace + places && lit[(int) (place % lit.length)] && Math.abs(late) < period / 4) {
                count++;
                sum += late;
                squares += late * late;
            }
        }
        if (count < Math.max(LEAST_TAGS, LEAST_SEEN * places / 2)) {
            throw new SynchronisationException("only " + count + " of about " + places / 2 + " pulses came when they were due");
        }
        correct(firstPlace + places / 2, places * period, sum / count);
        spread = Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
    }

    private void correct(long place, double seconds, double late) {
        ahead = ahead(place) + ALPHA * late;
        atPlace = place;
        drift += BETA * late / seconds;
    }
}
