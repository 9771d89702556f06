package io.lumenvault.qkd.synchronisation;

import java.util.Arrays;

/**
 * Finds the clock model from Bob's time tags of the pattern, in three steps: the period as he sees it, by the strongest
 * line of the tags' spectrum over ever longer stretches; the whole number of periods, by matching the pattern; offset and
 * drift, by least squares over the tags that matched. Needs a drift of at most {@link #MOST_DRIFT}.
 */
public final class ClockRecovery {
    /** Greatest drift that is looked for. */
    public static final double MOST_DRIFT = 20e-6;
    private static final double FIRST_TURNS = 0.25;
    private static final double LENGTHEN = 3;
    private static final int LEAST_TAGS = 32;
    private static final double LEAST_LINE = 0.25;
    private static final double LEAST_MATCH = 0.2;

    private final SyncPattern pattern;
    private final boolean[] lit;

    public ClockRecovery(SyncPattern pattern) {
        this.pattern = pattern;
        this.lit = pattern.lit();
    }

    /**
     * The model that fits best.
     *
     * @param tags Bob's time tags in seconds, ascending
     * @param mostOffset how far his clock may be off at Alice's time 0, in seconds either way
     * @throws SynchronisationException if the pattern is not found in the tags
     */
    public ClockModel recover(double[] tags, double mostOffset) {
        if (tags.length < LEAST_TAGS) {
            throw new SynchronisationException(tags.length + " time tags; at least " + LEAST_TAGS + " are needed");
        }
        double drift = drift(tags);
        double period = pattern.periodSeconds() * (1 + drift);
        double phase = phase(tags, period);
        long shift = shift(tags, period, phase, mostOffset);
        return fit(tags, period, phase + shift * period);
    }

    /** The drift at which the tags' phases agree best; the line narrows as the stretch grows. */
    private double drift(double[] tags) {
        double span = tags[tags.length - 1] - tags[0];
        // First the stretch in which the greatest drift turns the phase by a quarter of a turn, if that has enough tags.
        double stretch = Math.max(FIRST_TURNS * pattern.periodSeconds() / MOST_DRIFT, tags[LEAST_TAGS - 1] - tags[0]);
        double centre = 0;
        double reach = MOST_DRIFT;
        while (true) {
            stretch = Math.min(stretch, span);
            double[] part = Arrays.copyOf(tags, upTo(tags, tags[0] + stretch));
            double step = pattern.periodSeconds() / stretch / 8;
            double best = centre;
            double strongest = -1;
            for (long i = -(long) Math.ceil(reach / step); i <= Math.ceil(reach / step); i++) {
                double line = line(part, pattern.periodSeconds() * (1 + centre + i * step))[2];
                if (line > strongest) {
                    strongest = line;
                    best = centre + i * step;
                }
            }
            centre = best;
            if (stretch >= span) {
                if (strongest < LEAST_LINE) {
                    throw new SynchronisationException("the period of the pattern is not seen in the time tags");
                }
                return centre;
            }
            reach = 4 * step;
            stretch *= LENGTHEN;
        }
    }

    private static int upTo(double[] tags, double time) {
        int at = Arrays.binarySearch(tags, time);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** Mean of the tags' phases on the circle: cosine, sine and strength, 1 if all agree. */
    private static double[] line(double[] tags, double period) {
        double cosine = 0;
        double sine = 0;
        for (double tag : tags) {
            double turns = tag / period;
            double angle = 2 * Math.PI * (turns - Math.floor(turns));
            cosine += Math.cos(angle);
            sine += Math.sin(angle);
        }
        return new double[] {cosine, sine, Math.hypot(cosine, sine) / tags.length};
    }

    private static double phase(double[] tags, double period) {
        double[] line = line(tags, period);
        return Math.atan2(line[1], line[0]) / (2 * Math.PI) * period;
    }

    /** The number of periods by which the pattern is shifted: where most tags fall on lit places. */
    private long shift(double[] tags, double period, double phase, double mostOffset) {
        long reach = (long) Math.ceil(mostOffset / period) + 1;
        long best = 0;
        long most = Long.MIN_VALUE;
        long[] places = new long[tags.length];
        for (int i = 0; i < tags.length; i++) {
            places[i] = Math.round((tags[i] - phase) / period);
        }
        for (long shift = -reach; shift <= reach; shift++) {
            long score = 0;
            for (long place : places) {
                long at = place - shift;
                score += at >= 0 && at < lit.length ? lit[(int) at] ? 1 : -1 : -1;
            }
            if (score > most) {
                most = score;
                best = shift;
            }
        }
        if (most < LEAST_MATCH * tags.length) {
            throw new SynchronisationException("the pattern is not found within " + mostOffset + " s");
        }
        return best;
    }

    /** Least squares of the tags against the times of their places; tags a quarter of a period away are noise. */
    private ClockModel fit(double[] tags, double period, double offset) {
        ClockModel model = new ClockModel(offset, period / pattern.periodSeconds() - 1);
        double n = 0;
        double meanPlace = 0;
        double meanOff = 0;
        for (double tag : tags) {
            long place = Math.round((tag - offset) / period);
            if (good(tag, place, offset, period)) {
                n++;
                meanPlace += (place - meanPlace) / n;
                meanOff += (tag - offset - place * period - meanOff) / n;
            }
        }
        double covariance = 0;
        double variance = 0;
        for (double tag : tags) {
            long place = Math.round((tag - offset) / period);
            if (good(tag, place, offset, period)) {
                covariance += (place - meanPlace) * (tag - offset - place * period - meanOff);
                variance += (place - meanPlace) * (place - meanPlace);
            }
        }
        double slope = covariance / variance;
        return new ClockModel(model.offsetSeconds() + meanOff - slope * meanPlace, model.drift() + slope / pattern.periodSeconds());
    }

    private boolean good(double tag, long place, double offset, double period) {
        return place >= 0 && place < lit.length && lit[(int) place] && Math.abs(tag - offset - place * period) < period / 4;
    }
}
