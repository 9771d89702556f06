package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * A quasi-cyclic parity check matrix: rows and columns of Z x Z blocks, each of them zero or the identity turned by a
 * shift. Check z of a row holds, of each of its columns, bit (z + shift) mod Z.
 *
 * @param logFrame log2 of the frame length
 * @param lifting Z, the size of a block, a multiple of 64
 * @param columns for each row its columns
 * @param shifts for each row the shifts, in the order of its columns
 */
record LdpcCode(int logFrame, int lifting, int[][] columns, int[][] shifts) {
    static final int MIN_LOG_FRAME = 13;
    static final int MAX_LOG_FRAME = 20;
    static final int MIN_ROWS = 4;
    private static final int MAX_COLUMNS = 512;
    private static final int MIN_LIFTING = 64;
    /** What the syndrome discloses, of h(Q), and a standard deviation more: where that is not enough, bits are asked for. */
    private static final double SYNDROME_SHARE = 1.087;
    private static final double MAX_LEAK = 0.6;

    static int columnsFor(int logFrame) {
        return Math.min(MAX_COLUMNS, (1 << logFrame) / MIN_LIFTING);
    }

    /** Rows of the code that both ends use at this estimate of the error rate. */
    static int rowsFor(int logFrame, double errorRate) {
        int columns = columnsFor(logFrame);
        int size = 1 << logFrame;
        double leak = LdpcErrorRate.need(size, SYNDROME_SHARE, errorRate);
        return (int) Math.clamp(Math.round(leak / size * columns), MIN_ROWS, (long) (MAX_LEAK * columns));
    }

    int rows() {
        return columns.length;
    }

    int size() {
        return 1 << logFrame;
    }

    int checks() {
        return rows() * lifting;
    }

    int edges() {
        return Arrays.stream(columns).mapToInt(inRow -> inRow.length).sum();
    }

    double meanRowDegree() {
        return (double) edges() / rows();
    }

    /** The parities of all checks, one byte each. */
    byte[] syndrome(BitArray key) {
        if (key.size() != size()) {
            throw new IllegalArgumentException("frame of " + key.size() + " bits; " + size() + " are needed");
        }
        byte[] bits = new byte[size()];
        long[] words = key.words();
        for (int w = 0; w < words.length; w++) {
            long word = words[w];
            for (int i = 0; i < 64; i++) {
                bits[(w << 6) + i] = (byte) (word >>> i & 1);
            }
        }
        byte[] parities = syndrome(bits);
        Arrays.fill(bits, (byte) 0);
        return parities;
    }

    /** The same of bits that are bytes; other bits of the bytes than the lowest are combined likewise. */
    byte[] syndrome(byte[] bits) {
        byte[] parities = new byte[checks()];
        for (int row = 0; row < rows(); row++) {
            for (int e = 0; e < columns[row].length; e++) {
                int from = columns[row][e] * lifting;
                int shift = shifts[row][e];
                combine(parities, row * lifting, bits, from + shift, lifting - shift);
                combine(parities, row * lifting + lifting - shift, bits, from, shift);
            }
        }
        return parities;
    }

    private static void combine(byte[] into, int at, byte[] bits, int from, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] ^= bits[from + i];
        }
    }
}
