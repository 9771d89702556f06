package io.lumenvault.qkd.synchronisation;

import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;

/** The simulated end of the synchronisation channel: when Bob's free clock sees the pulses of the pattern. */
public final class SyncChannel {
    private final SyncPattern pattern;
    private final boolean[] lit;
    private final FreeClock clock;
    private final double jitterSeconds;
    private final double seen;
    private final Xoshiro256 random;

    /**
     * @param clock Bob's
     * @param jitterSeconds standard deviation of a time tag
     * @param seen share of the pulses that are detected; 0 when the channel is cut
     * @param seed of the jitter and of what is missed
     */
    public SyncChannel(SyncPattern pattern, FreeClock clock, double jitterSeconds, double seen, long seed) {
        Range.check("jitter of the synchronisation channel in s", jitterSeconds, 0, 1e-6);
        Range.check("share of synchronisation pulses that are seen", seen, 0, 1);
        this.pattern = pattern;
        this.lit = pattern.lit();
        this.clock = clock;
        this.jitterSeconds = jitterSeconds;
        this.seen = seen;
        this.random = new Xoshiro256(seed);
    }

    /** The pattern that modules use, tags within 40 ps and one pulse in ten missed. */
    public static SyncChannel usual(FreeClock clock, long seed) {
        return new SyncChannel(Synchroniser.PATTERN, clock, 40e-12, 0.9, seed);
    }

    SyncPattern pattern() {
        return pattern;
    }

    /** Bob's time tags of a stretch of the pattern, less the time of its first place, in seconds, ascending. */
    double[] tags(long firstPlace, int places) {
        double[] tags = new double[places];
        int count = 0;
        for (int i = 0; i < places; i++) {
            long place = firstPlace + i;
            if (lit[(int) (place % lit.length)] && random.nextDouble() < seen) {
                tags[count++] = i * pattern.periodSeconds() + ahead(place * pattern.periodSeconds()) + jitterSeconds * random.nextGaussian();
            }
        }
        double[] found = Arrays.copyOf(tags, count);
        Arrays.sort(found);
        return found;
    }

    /** By how much Bob's clock truly is ahead. */
    double ahead(double alicesTime) {
        return clock.ahead(alicesTime);
    }
}
