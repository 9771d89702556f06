package io.lumenvault.qkd.link;

/**
 * What Bob's receiver registered in a stretch of slots. An outcome is a byte: bit 0 Bob's basis (0 = X, 1 = Z),
 * bit 1 the bit; where he has more than two choices, directions or intensities for example, bits 2 and 3 are the upper bits of their number. {@code count} entries of each array are in use.
 *
 * @param firstSlot number of the first clock slot
 * @param slots length of the stretch in slots
 * @param count clicks
 * @param offsets slot of each click less firstSlot, ascending
 * @param outcomes basis and bit of each click
 */
public record DetectionFrame(long firstSlot, int slots, int count, int[] offsets, byte[] outcomes) {
    public int basis(int click) {
        return outcomes[click] & 1 | outcomes[click] >> 1 & 6;
    }

    public int bit(int click) {
        return outcomes[click] >> 1 & 1;
    }
}
