package io.lumenvault.qkd.protocol;

import io.lumenvault.qkd.random.Binomial;
import io.lumenvault.qkd.random.Xoshiro256;

/**
 * Draws what happened on a link, exactly as the probabilities of its outcomes say, in two ways: event after event, in
 * time in proportion to the events ({@link #next}), or counts only, in a time that hardly grows with the block
 * ({@link #counts}). For one thread.
 */
public final class Sampling {
    private final Outcomes outcomes;
    private final Xoshiro256 random;
    private final double[] given;
    private final double[] cumulative;
    private final double gapScale;
    private long nextLive;
    private int outcome;

    /** Samples with a seed; the same seed gives the same draws. */
    public Sampling(Outcomes outcomes, long seed) {
        this.outcomes = outcomes;
        this.random = new Xoshiro256(seed);
        double total = outcomes.total();
        this.given = new double[outcomes.probabilities().length];
        this.cumulative = new double[given.length];
        double running = 0;
        for (int i = 0; i < given.length; i++) {
            given[i] = total == 0 ? 0 : outcomes.probabilities()[i] / total;
            running += given[i];
            cumulative[i] = running;
        }
        this.gapScale = Xoshiro256.gapScale(total);
    }

    /**
     * Goes to the next event: the gaps between events are geometric and have no memory, so a dead time just moves on.
     *
     * @return its slot; slots ascend from 0
     */
    public long next() {
        long slot = nextLive + random.nextGap(gapScale);
        nextLive = slot + 1 + outcomes.deadSlots();
        double u = random.nextDouble() * cumulative[cumulative.length - 1];
        outcome = 0;
        while (outcome < cumulative.length - 1 && u >= cumulative[outcome]) {
            outcome++;
        }
        return slot;
    }

    /** What the event came to that {@link #next} went to. */
    public int outcome() {
        return outcome;
    }

    /**
     * Counts of a block that begins live.
     *
     * @param slots its length, dead slots included
     */
    public long[] counts(long slots) {
        if (slots < 0) {
            throw new IllegalArgumentException(slots + " slots; allowed is 0 or more");
        }
        long events = 0;
        long left = slots;
        long dead = outcomes.deadSlots();
        double total = outcomes.total();
        while (left > 0) {
            // So many live slots fit whatever comes of them; in the last stretch the dead time may reach beyond the end.
            long live = Math.max(1, left / (1 + dead));
            long some = Binomial.draw(random, live, total);
            events += some;
            left -= live + some * dead;
        }
        return Binomial.multinomial(random, events, given);
    }
}
