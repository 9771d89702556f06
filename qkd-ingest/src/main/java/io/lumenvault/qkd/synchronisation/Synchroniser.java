package io.lumenvault.qkd.synchronisation;

import io.lumenvault.qkd.link.DetectionFrame;
import java.util.Arrays;
import java.util.Locale;

/**
 * Gives each click the slot that Bob makes of its time tag. He finds Alice's clock by one whole pattern, follows it from then
 * on, and uses no click from before. Where his clock is wrong by more than half a slot, clicks get the wrong slot and their
 * bits are random: the simulated detectors know the true slots, he does not.
 */
public final class Synchroniser {
    /** 10 microseconds apart, a third of a second long. */
    public static final SyncPattern PATTERN = new SyncPattern(10e-6, 1 << 15, 0x4C756D656E73796EL);

    private static final int FOLLOWED_AT_ONCE = 1 << 11;
    private static final int LEAST_FOLLOWED = 1 << 10;

    private final SyncChannel channel;
    private final SyncPattern pattern;
    private final double slotSeconds;
    private double[] gathered = new double[0];
    private long nextPlace;
    private ClockTracker tracker;

    /** @param clockHz slots a second */
    public Synchroniser(SyncChannel channel, double clockHz) {
        this.channel = channel;
        this.pattern = channel.pattern();
        this.slotSeconds = 1 / clockHz;
    }

    /** Whether Alice's clock is found. */
    public boolean found() {
        return tracker != null;
    }

    /** What is known of the clock, for people; once it is found. */
    public String describe() {
        return String.format(Locale.ROOT, "clock found: offset %.3f us, drift %.4f ppm, time tags within %.0f ps", tracker.ahead(0) * 1e6,
                tracker.drift() * 1e6, tracker.spread() * 1e12);
    }

    /**
     * The clicks of a stretch by Bob's clock; stretches are given in order, from slot 0.
     *
     * @throws SynchronisationException if the pattern is not found, or lost
     */
    public DetectionFrame align(DetectionFrame seen) {
        long end = (long) ((seen.firstSlot() + seen.slots()) * slotSeconds / pattern.periodSeconds());
        int places = (int) Math.max(0, end - nextPlace);
        boolean before = found();
        if (before && places < LEAST_FOLLOWED) {
            // Too few to tell a lost clock by; they are taken with the next stretch.
            return byBobsClock(seen);
        }
        if (before) {
            tracker.follow(nextPlace, places, channel.tags(nextPlace, places));
        } else {
            gather((int) Math.min(places, pattern.places() - nextPlace));
        }
        nextPlace += places;
        if (!before && nextPlace >= pattern.places()) {
            find();
        }
        return before ? byBobsClock(seen) : new DetectionFrame(seen.firstSlot(), seen.slots(), 0, new int[0], new byte[0]);
    }

    private void gather(int places) {
        double[] tags = channel.tags(nextPlace, places);
        int count = gathered.length;
        gathered = Arrays.copyOf(gathered, count + tags.length);
        for (int i = 0; i < tags.length; i++) {
            gathered[count + i] = tags[i] + nextPlace * pattern.periodSeconds();
        }
    }

    private void find() {
        double[] tags = gathered;
        gathered = new double[0];
        // Neighbouring stretches can overlap by the jitter.
        Arrays.sort(tags);
        tracker = new ClockTracker(pattern, new ClockRecovery(pattern).recover(tags, FreeClock.MOST_OFFSET));
        // The rate changes within the pattern already: a straight line through all of it is not good enough at its end.
        for (int first = 0; first < pattern.places(); first += FOLLOWED_AT_ONCE) {
            tracker.follow(first, FOLLOWED_AT_ONCE, within(tags, first));
        }
    }

    private double[] within(double[] tags, int first) {
        double start = first * pattern.periodSeconds();
        double from = start + tracker.ahead(first) - pattern.periodSeconds() / 2;
        double to = from + FOLLOWED_AT_ONCE * pattern.periodSeconds();
        return Arrays.stream(tags).filter(tag -> tag >= from && tag < to).map(tag -> tag - start).toArray();
    }

    private DetectionFrame byBobsClock(DetectionFrame seen) {
        long first = shift(seen, 0);
        if (first == 0 && shift(seen, seen.slots()) == 0) {
            return seen;
        }
        int[] offsets = new int[seen.count()];
        byte[] outcomes = new byte[seen.count()];
        int count = 0;
        for (int i = 0; i < seen.count(); i++) {
            long offset = seen.offsets()[i] + shift(seen, seen.offsets()[i]);
            if (offset >= 0 && offset < seen.slots() && (count == 0 || offset > offsets[count - 1])) {
                offsets[count] = (int) offset;
                outcomes[count++] = seen.outcomes()[i];
            }
        }
        Arrays.fill(seen.outcomes(), (byte) 0);
        return new DetectionFrame(seen.firstSlot(), seen.slots(), count, offsets, outcomes);
    }

    /** By how many slots Bob is wrong about a click. */
    private long shift(DetectionFrame seen, int offset) {
        return Math.round(error((seen.firstSlot() + offset) * slotSeconds) / slotSeconds);
    }

    /** By how much Bob is wrong at Alice's time, in seconds. */
    double error(double alicesTime) {
        return channel.ahead(alicesTime) - tracker.ahead(alicesTime / pattern.periodSeconds());
    }
}
