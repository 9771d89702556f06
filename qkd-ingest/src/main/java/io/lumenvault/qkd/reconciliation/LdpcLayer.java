package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The update of one row of checks, lanes along its circulants. Of each check the least reliable edge is sent the
 * combination of the others, and all others the combination of all edges (the A-min* rule of Jones et al., MILCOM 2003),
 * so that about one combination an edge is enough. Combined in pairs, then pairs of pairs: what g leaves out at a great
 * distance is then small. The methods are small, and two edges go through one loop: a compiled loop of vectors has limits
 * and a cost of its own.
 */
final class LdpcLayer {
    private static final ShortVector INDEX = ShortVector.zero(LdpcMessage.LANES).addIndex(1);

    private final int lifting;
    /** What each edge brings. */
    private final short[] brought;
    /** All magnitudes but the least, then combinations of them. */
    private final short[] others;
    private final short[] all;
    private final short[] least;
    /** Sign of all that was brought. */
    private final short[] sign;
    /** Sign of all that was believed. */
    private final short[] parity;

    LdpcLayer(int lifting, int widest) {
        this.lifting = lifting;
        this.brought = new short[widest * lifting];
        this.others = new short[widest * lifting];
        this.all = new short[lifting];
        this.least = new short[lifting];
        this.sign = new short[lifting];
        this.parity = new short[lifting];
    }

    /**
     * Updates beliefs and messages.
     *
     * @param row which row
     * @param inRow its columns
     * @param shifts by which they are turned
     * @param messages what was sent to each edge last, from {@code at} on
     * @param syndrome 0 or -1 for each check of all rows
     * @return how many checks were not satisfied by the beliefs they found
     */
    int update(int row, int[] inRow, int[] shifts, LdpcBeliefs beliefs, short[] messages, int at, short[] syndrome) {
        System.arraycopy(syndrome, row * lifting, sign, 0, lifting);
        System.arraycopy(sign, 0, parity, 0, lifting);
        Arrays.fill(least, LdpcMessage.CAP);
        short[] values = beliefs.values();
        int degree = inRow.length;
        for (int e = 0; e + 1 < degree; e += 2) {
            bring(values, beliefs.place(inRow[e]), shifts[e], beliefs.place(inRow[e + 1]), shifts[e + 1], messages,
                    at + e * lifting, e * lifting);
        }
        if ((degree & 1) != 0) {
            int e = degree - 1;
            bring(values, beliefs.place(inRow[e]), shifts[e], messages, at + e * lifting, e * lifting);
        }
        for (int left = degree + 1 >> 1; left > 1; left -= left >> 1) {
            int half = left >> 1;
            combine(others, 0, others, (left - half) * lifting, others, half * lifting);
        }
        combine(others, 0, least, 0, all, lifting);
        for (int e = 0; e + 1 < degree; e += 2) {
            send(values, beliefs.place(inRow[e]), shifts[e], beliefs.place(inRow[e + 1]), shifts[e + 1], messages,
                    at + e * lifting, e * lifting);
        }
        if ((degree & 1) != 0) {
            int e = degree - 1;
            send(values, beliefs.place(inRow[e]), shifts[e], messages, at + e * lifting, e * lifting);
        }
        return odd();
    }

    private void bring(short[] beliefs, int place, int shift, short[] messages, int message, int edge) {
        int wrap = lifting - 1;
        for (int z = 0; z <= wrap; z += LdpcMessage.WIDTH) {
            ShortVector belief = ShortVector.fromArray(LdpcMessage.LANES, beliefs, place + (shift + z & wrap));
            ShortVector value = belief.sub(ShortVector.fromArray(LdpcMessage.LANES, messages, message + z));
            value.intoArray(brought, edge + z);
            ShortVector.fromArray(LdpcMessage.LANES, parity, z).lanewise(VectorOperators.XOR, belief).intoArray(parity, z);
            ShortVector.fromArray(LdpcMessage.LANES, sign, z).lanewise(VectorOperators.XOR, value).intoArray(sign, z);
            ShortVector size = value.abs();
            ShortVector before = ShortVector.fromArray(LdpcMessage.LANES, least, z);
            size.max(before).intoArray(others, (edge >> 1) + z);
            size.min(before).intoArray(least, z);
        }
    }

    /** Two edges, whose messages lie one behind the other; their magnitudes are combined. */
    private void bring(short[] beliefs, int place, int shift, int place2, int shift2, short[] messages, int message,
            int edge) {
        int wrap = lifting - 1;
        for (int z = 0; z <= wrap; z += LdpcMessage.WIDTH) {
            ShortVector belief = ShortVector.fromArray(LdpcMessage.LANES, beliefs, place + (shift + z & wrap));
            ShortVector value = belief.sub(ShortVector.fromArray(LdpcMessage.LANES, messages, message + z));
            value.intoArray(brought, edge + z);
            ShortVector belief2 = ShortVector.fromArray(LdpcMessage.LANES, beliefs, place2 + (shift2 + z & wrap));
            ShortVector value2 = belief2.sub(ShortVector.fromArray(LdpcMessage.LANES, messages, message + wrap + 1 + z));
            value2.intoArray(brought, edge + wrap + 1 + z);
            ShortVector.fromArray(LdpcMessage.LANES, parity, z).lanewise(VectorOperators.XOR, belief)
                    .lanewise(VectorOperators.XOR, belief2).intoArray(parity, z);
            ShortVector.fromArray(LdpcMessage.LANES, sign, z).lanewise(VectorOperators.XOR, value)
                    .lanewise(VectorOperators.XOR, value2).intoArray(sign, z);
            ShortVector size = value.abs();
            ShortVector before = ShortVector.fromArray(LdpcMessage.LANES, least, z);
            ShortVector greater = size.max(before);
            size = size.min(before);
            ShortVector size2 = value2.abs();
            size.min(size2).intoArray(least, z);
            LdpcMessage.combined(greater, size.max(size2)).intoArray(others, (edge >> 1) + z);
        }
    }

    private static void combine(short[] a, int fromA, short[] b, int fromB, short[] into, int count) {
        for (int i = 0; i < count; i += LdpcMessage.WIDTH) {
            LdpcMessage.combined(ShortVector.fromArray(LdpcMessage.LANES, a, fromA + i),
                    ShortVector.fromArray(LdpcMessage.LANES, b, fromB + i)).intoArray(into, i);
        }
    }

    private void send(short[] beliefs, int place, int shift, short[] messages, int message, int edge) {
        int wrap = lifting - 1;
        for (int z = 0; z <= wrap; z += LdpcMessage.WIDTH) {
            ShortVector value = ShortVector.fromArray(LdpcMessage.LANES, brought, edge + z);
            ShortVector size = ShortVector.fromArray(LdpcMessage.LANES, all, z).blend(
                    ShortVector.fromArray(LdpcMessage.LANES, others, z),
                    value.abs().compare(VectorOperators.EQ, ShortVector.fromArray(LdpcMessage.LANES, least, z)));
            ShortVector flip = ShortVector.fromArray(LdpcMessage.LANES, sign, z).lanewise(VectorOperators.XOR, value)
                    .lanewise(VectorOperators.ASHR, 15);
            ShortVector sent = size.lanewise(VectorOperators.XOR, flip).sub(flip);
            sent.intoArray(messages, message + z);
            value.add(sent).intoArray(beliefs, place + (shift + z & wrap));
        }
        wrap(beliefs, place, shift);
    }

    private void send(short[] beliefs, int place, int shift, int place2, int shift2, short[] messages, int message,
            int edge) {
        int wrap = lifting - 1;
        for (int z = 0; z <= wrap; z += LdpcMessage.WIDTH) {
            ShortVector common = ShortVector.fromArray(LdpcMessage.LANES, all, z);
            ShortVector ofLeast = ShortVector.fromArray(LdpcMessage.LANES, others, z);
            ShortVector smallest = ShortVector.fromArray(LdpcMessage.LANES, least, z);
            ShortVector product = ShortVector.fromArray(LdpcMessage.LANES, sign, z);
            ShortVector value = ShortVector.fromArray(LdpcMessage.LANES, brought, edge + z);
            ShortVector size = common.blend(ofLeast, value.abs().compare(VectorOperators.EQ, smallest));
            ShortVector flip = product.lanewise(VectorOperators.XOR, value).lanewise(VectorOperators.ASHR, 15);
            ShortVector sent = size.lanewise(VectorOperators.XOR, flip).sub(flip);
            sent.intoArray(messages, message + z);
            value.add(sent).intoArray(beliefs, place + (shift + z & wrap));
            value = ShortVector.fromArray(LdpcMessage.LANES, brought, edge + wrap + 1 + z);
            size = common.blend(ofLeast, value.abs().compare(VectorOperators.EQ, smallest));
            flip = product.lanewise(VectorOperators.XOR, value).lanewise(VectorOperators.ASHR, 15);
            sent = size.lanewise(VectorOperators.XOR, flip).sub(flip);
            sent.intoArray(messages, message + wrap + 1 + z);
            value.add(sent).intoArray(beliefs, place2 + (shift2 + z & wrap));
        }
        wrap(beliefs, place, shift);
        wrap(beliefs, place2, shift2);
    }

    /** What was written behind the end of a turned column is its beginning; then that is repeated behind the end. */
    private void wrap(short[] beliefs, int place, int shift) {
        ShortVector behind = ShortVector.fromArray(LdpcMessage.LANES, beliefs, place + lifting);
        ShortVector begin = ShortVector.fromArray(LdpcMessage.LANES, beliefs, place);
        begin = begin.blend(behind, INDEX.compare(VectorOperators.LT, (short) (shift & LdpcMessage.WIDTH - 1)));
        begin.intoArray(beliefs, place);
        begin.intoArray(beliefs, place + lifting);
    }

    private int odd() {
        ShortVector count = ShortVector.zero(LdpcMessage.LANES);
        for (int z = 0; z < lifting; z += LdpcMessage.WIDTH) {
            count = count.sub(ShortVector.fromArray(LdpcMessage.LANES, parity, z).lanewise(VectorOperators.ASHR, 15));
        }
        return count.reduceLanes(VectorOperators.ADD);
    }
}
