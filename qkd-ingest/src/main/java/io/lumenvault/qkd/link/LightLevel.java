package io.lumenvault.qkd.link;

import java.util.Locale;

/**
 * Tells from a receiver's clicks when its light has gone: a second with fewer than a tenth of the clicks of the best
 * second so far, or with hardly more than the detectors make in the dark.
 */
public final class LightLevel {
    private static final double LEAST_OF_BEST = 0.1;
    private static final double LEAST_OF_DARK = 2;

    private final double dark;
    private double best;

    /** @param darkPerSecond clicks a second without light */
    public LightLevel(double darkPerSecond) {
        Range.check("dark counts a second", darkPerSecond, 0, 1e12);
        this.dark = darkPerSecond;
    }

    /** The level of a receiver with two detectors. */
    public static LightLevel of(DetectorParameters detector, double clockHz) {
        double p = detector.darkCountProbability();
        return new LightLevel(p * (2 - p) * clockHz);
    }

    /** Why the light counts as lost in a second, or null. */
    public String lost(double clicks) {
        best = Math.max(best, clicks);
        double least = Math.max(LEAST_OF_BEST * best, LEAST_OF_DARK * dark);
        return clicks >= least && clicks > 0 ? null
                : String.format(Locale.ROOT, "loss of light: fewer than %.0f clicks a second", Math.max(1, least));
    }
}
