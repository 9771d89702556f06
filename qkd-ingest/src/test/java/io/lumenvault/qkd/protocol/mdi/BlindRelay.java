package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;

/** A relay that announces Bell states in slots of its choice, whatever light there is: half of the bits are wrong in either basis. */
final class BlindRelay implements Relay {
    private final double gapScale;
    private final Xoshiro256 random;

    /**
     * @param rate announcements a slot
     * @param seed seed of its choices
     */
    BlindRelay(double rate, long seed) {
        Range.check("announcements a slot", rate, 0, 0.5);
        this.gapScale = Xoshiro256.gapScale(rate);
        this.random = new Xoshiro256(seed);
    }

    @Override
    public Announced announce(LightFrame alice, LightFrame bob) {
        int[] offsets = new int[16];
        int count = 0;
        for (long slot = random.nextGap(gapScale); slot < alice.slots(); slot += 1 + random.nextGap(gapScale)) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * count);
            }
            offsets[count++] = (int) slot;
        }
        BellState[] states = new BellState[count];
        for (int i = 0; i < count; i++) {
            states[i] = BellState.values()[random.nextInt(2)];
        }
        return new Announced(Arrays.copyOf(offsets, count), states);
    }
}
