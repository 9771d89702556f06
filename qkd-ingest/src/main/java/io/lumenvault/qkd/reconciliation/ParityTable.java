package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Running parities of the key in the order of one pass, from which the parity of any node is two look-ups. They run
 * within a group (the top block, or 64 bits where it is smaller), so that a flip changes no more than its group.
 */
final class ParityTable {
    private final long[] running;
    private final int groupMask;

    /**
     * @param pass the pass
     * @param logTop log2 of the top block size of the pass
     * @param key the key, in its own order
     */
    ParityTable(Permutations permutations, int pass, int logTop, BitArray key) {
        running = new long[key.words().length];
        permutations.permute(pass, key, running);
        int groupWords = Math.max(1, 1 << logTop >> 6);
        groupMask = groupWords * 64 - 1;
        long carry = 0;
        for (int w = 0; w < running.length; w++) {
            if ((w & groupWords - 1) == 0) {
                carry = 0;
            }
            long x = running[w];
            x ^= x << 1;
            x ^= x << 2;
            x ^= x << 4;
            x ^= x << 8;
            x ^= x << 16;
            x ^= x << 32;
            x ^= carry;
            running[w] = x;
            carry = x >> 63;
        }
    }

    /** Parity of the bits [from, to) of the pass, which must lie in one group. */
    int parity(int from, int to) {
        int last = to - 1;
        long parity = running[last >>> 6] >>> last;
        if ((from & groupMask) != 0) {
            int before = from - 1;
            parity ^= running[before >>> 6] >>> before;
        }
        return (int) parity & 1;
    }

    /** The running parities are the key in another form. */
    void wipe() {
        Arrays.fill(running, 0);
    }

    /** The bit at this position of the pass has been flipped. */
    void flip(int position) {
        int w = position >>> 6;
        running[w] ^= -1L << position;
        int end = (position | groupMask) >>> 6;
        for (w++; w <= end; w++) {
            running[w] = ~running[w];
        }
    }
}
