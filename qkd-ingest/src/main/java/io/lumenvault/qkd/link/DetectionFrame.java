package io.lumenvault.qkd.link;

/**
 * What Bob's receiver registered in a stretch of slots. An outcome is a byte: bit 0 Bob's basis (0 = X, 1 = Z),
 * bit 1 the bit; where he measures along more than two directions, bit 2 is the upper bit of their number. {@code count} entries of each array are in use.
 *
 * @param firstSlot number of the first clock slot
 * @param slots length of the stretch in slots
 * @param count clicks
 * @param offsets slot of each click less firstSlot, ascending
 * @param outcomes basis and bit of each click
 */
public record DetectionFrame(long firstSlot, int slots, int count, int[] offsets, byte[] outcomes) {
    public int basis(int click) {
        return outcomes[click] & 1 | outcomes[click] >> 1 & 2;
    }

    public int bit(int click) {
        return outcomes[click] >> 1 & 1;
    }
}
