package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/**
 * Layered belief propagation: decodes the pattern of errors from the difference of the two syndromes. Not safe for use
 * by several threads.
 */
final class LdpcDecoder {
    private static final int MAX_ITERATIONS = 100;
    /** Iterations without progress after which more of them are unlikely to help. */
    private static final int STALLED = 8;
    /** Progress is when so much of the fewest odd checks is left. */
    private static final double PROGRESS = 0.99;

    private final LdpcCode code;
    private final LdpcBeliefs beliefs;
    private final LdpcLayer layer;
    private final short[] messages;
    private final short[] syndrome;
    private final byte[] wrongBits;

    LdpcDecoder(LdpcCode code) {
        this.code = code;
        int widest = Arrays.stream(code.columns()).mapToInt(inRow -> inRow.length).max().orElseThrow();
        this.beliefs = new LdpcBeliefs(code.size() / code.lifting(), code.lifting());
        this.layer = new LdpcLayer(code.lifting(), widest);
        this.messages = new short[code.edges() * code.lifting()];
        this.syndrome = new short[code.checks()];
        this.wrongBits = new byte[code.size()];
    }

    LdpcCode code() {
        return code;
    }

    /**
     * Begins with another frame.
     *
     * @param parities difference of the syndromes, for each check 0 or -1
     * @param errorRate share of bits that are wrong
     */
    void begin(byte[] parities, double errorRate) {
        for (int c = 0; c < parities.length; c++) {
            syndrome[c] = parities[c];
        }
        beliefs.reset(LdpcMessage.of(errorRate));
        Arrays.fill(messages, (short) 0);
    }

    /**
     * Looks for a pattern of errors with the syndrome.
     *
     * @param known indices of bits that are known
     * @param wrong whether each of them is wrong
     * @return whether one was found
     */
    boolean decode(int[] known, boolean[] wrong) {
        int fewest = Integer.MAX_VALUE;
        int since = 0;
        for (int i = 0; i < MAX_ITERATIONS && since < STALLED; i++) {
            set(known, wrong);
            int odd = iterate();
            if (odd == 0) {
                set(known, wrong);
                if (satisfies()) {
                    return true;
                }
            }
            since = odd < fewest * PROGRESS ? 0 : since + 1;
            fewest = Math.min(fewest, odd);
        }
        set(known, wrong);
        return false;
    }

    private int iterate() {
        int odd = 0;
        int at = 0;
        for (int row = 0; row < code.rows(); row++) {
            int[] inRow = code.columns()[row];
            odd += layer.update(row, inRow, code.shifts()[row], beliefs, messages, at, syndrome);
            at += inRow.length * code.lifting();
        }
        return odd;
    }

    private void set(int[] known, boolean[] wrong) {
        for (int i = 0; i < known.length; i++) {
            beliefs.set(known[i], wrong[i]);
        }
    }

    private boolean satisfies() {
        beliefs.signs(wrongBits);
        byte[] parities = code.syndrome(wrongBits);
        for (int c = 0; c < parities.length; c++) {
            if (parities[c] != syndrome[c]) {
                return false;
            }
        }
        return true;
    }

    boolean isError(int bit) {
        return wrongBits[bit] < 0;
    }

    /** The bits that the last attempt left least sure, at most {@code count}; none of those that are known. */
    int[] leastSure(int count) {
        return beliefs.leastSure(count);
    }
}
