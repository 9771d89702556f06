package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/**
 * What is believed of each bit: its logarithmic likelihood ratio, positive where it is believed right. Behind the last
 * belief of a column its first ones are repeated, so that lanes need not be cut where a turned column wraps.
 */
final class LdpcBeliefs {
    /** Of a bit that is known. */
    private static final short SURE = 4000;

    private final int columns;
    private final int lifting;
    private final int stride;
    private final short[] values;

    LdpcBeliefs(int columns, int lifting) {
        this.columns = columns;
        this.lifting = lifting;
        this.stride = lifting + LdpcMessage.WIDTH;
        this.values = new short[columns * stride];
    }

    void reset(short belief) {
        Arrays.fill(values, belief);
    }

    short[] values() {
        return values;
    }

    /** Where the beliefs of a column begin. */
    int place(int column) {
        return column * stride;
    }

    /** Sets a bit that is known; it is to be set again whenever beliefs were written. */
    void set(int bit, boolean wrong) {
        int at = bit & lifting - 1;
        int place = bit / lifting * stride + at;
        values[place] = wrong ? -SURE : SURE;
        if (at < LdpcMessage.WIDTH) {
            values[place + lifting] = values[place];
        }
    }

    int belief(int bit) {
        return values[bit / lifting * stride + (bit & lifting - 1)];
    }

    /** -1 where a bit is believed wrong, else 0. */
    void signs(byte[] bits) {
        for (int column = 0; column < columns; column++) {
            int from = column * stride;
            int to = column * lifting;
            for (int z = 0; z < lifting; z++) {
                bits[to + z] = (byte) (values[from + z] >> 15);
            }
        }
    }

    /** The least sure bits, at most {@code count}, none of those that are known. */
    int[] leastSure(int count) {
        int[] withSize = new int[SURE];
        int bits = columns * lifting;
        for (int bit = 0; bit < bits; bit++) {
            int size = Math.abs(belief(bit));
            if (size < SURE) {
                withSize[size]++;
            }
        }
        int limit = 0;
        int below = 0;
        while (limit < SURE && below + withSize[limit] <= count) {
            below += withSize[limit++];
        }
        int[] chosen = new int[count];
        int found = 0;
        int atLimit = count - below;
        for (int bit = 0; bit < bits && found < count; bit++) {
            int size = Math.abs(belief(bit));
            if (size < limit || size == limit && size < SURE && atLimit-- > 0) {
                chosen[found++] = bit;
            }
        }
        return Arrays.copyOf(chosen, found);
    }
}
