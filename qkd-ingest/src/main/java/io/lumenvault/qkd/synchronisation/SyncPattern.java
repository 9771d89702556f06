package io.lumenvault.qkd.synchronisation;

import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.random.Xoshiro256;

/**
 * The public pattern of the synchronisation channel: pulses at a fixed period, about half of them left out at random, so
 * that a stretch of it occurs once only.
 *
 * @param periodSeconds time from place to place
 * @param places length of the pattern
 * @param seed public seed of which places are lit
 */
public record SyncPattern(double periodSeconds, int places, long seed) {
    public SyncPattern {
        Range.check("period of the pattern in s", periodSeconds, 1e-10, 1);
        Range.check("places of the pattern", places, 64, 1 << 26);
    }

    /** Which places are lit. */
    public boolean[] lit() {
        Xoshiro256 random = new Xoshiro256(seed);
        boolean[] lit = new boolean[places];
        for (int i = 0; i < places; i++) {
            lit[i] = random.nextLong() < 0;
        }
        return lit;
    }
}
