package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Layered normalised min-sum with 8-bit messages, lanes along the circulants. It decodes the pattern of errors from the
 * difference of the two syndromes; a bit's value is positive where it is believed right. Values have no unit: the
 * min-sum rule does not change with their scale, so that the error rate is not needed. Not safe for use by several threads.
 */
final class LdpcDecoder {
    static final byte RIGHT = 1;
    static final byte WRONG = -1;
    private static final VectorSpecies<Byte> LANES = ByteVector.SPECIES_PREFERRED.length() > LdpcConstruction.LANES
            ? ByteVector.SPECIES_512 : ByteVector.SPECIES_PREFERRED;
    private static final int MAX_ITERATIONS = 80;
    private static final byte CHANNEL = 8;
    private static final byte SURE = 127;
    /** Largest magnitude before normalisation; three times it fits a byte. */
    private static final byte CAP = 41;

    private final LdpcCode code;
    private final int lifting;
    private final byte[] belief;
    private final byte[][] messages;
    private final byte[] work;

    LdpcDecoder(LdpcCode code) {
        this.code = code;
        this.lifting = code.lifting();
        this.belief = new byte[code.size()];
        this.messages = new byte[code.rows()][];
        int widest = 0;
        for (int row = 0; row < messages.length; row++) {
            messages[row] = new byte[code.columns()[row].length * lifting];
            widest = Math.max(widest, messages[row].length);
        }
        this.work = new byte[widest];
    }

    LdpcCode code() {
        return code;
    }

    /**
     * Looks for a pattern of errors with this syndrome.
     *
     * @param syndrome for each check 0 or -1
     * @param pinned for each bit {@link #RIGHT} or {@link #WRONG} where that is known, else 0
     * @return whether one was found
     */
    boolean decode(byte[] syndrome, byte[] pinned) {
        Arrays.fill(belief, CHANNEL);
        pin(pinned);
        for (byte[] row : messages) {
            Arrays.fill(row, (byte) 0);
        }
        for (int iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
            boolean even = true;
            for (int row = 0; row < messages.length; row++) {
                gather(row);
                even &= update(messages[row], syndrome, row * lifting);
                scatter(row);
            }
            pin(pinned);
            if (even && satisfies(syndrome)) {
                return true;
            }
        }
        return false;
    }

    private void pin(byte[] pinned) {
        for (int i = 0; i < pinned.length; i++) {
            byte value = (byte) (pinned[i] * SURE);
            belief[i] = value == 0 ? belief[i] : value;
        }
    }

    private void gather(int row) {
        int[] columns = code.columns()[row];
        int[] shifts = code.shifts()[row];
        for (int e = 0; e < columns.length; e++) {
            int from = columns[e] * lifting;
            int first = lifting - shifts[e];
            System.arraycopy(belief, from + shifts[e], work, e * lifting, first);
            System.arraycopy(belief, from, work, e * lifting + first, shifts[e]);
        }
    }

    private void scatter(int row) {
        int[] columns = code.columns()[row];
        int[] shifts = code.shifts()[row];
        for (int e = 0; e < columns.length; e++) {
            int to = columns[e] * lifting;
            int first = lifting - shifts[e];
            System.arraycopy(work, e * lifting, belief, to + shifts[e], first);
            System.arraycopy(work, e * lifting + first, belief, to, shifts[e]);
        }
    }

    /** One row of checks on the beliefs in {@link #work}; whether all its checks were even before. */
    private boolean update(byte[] row, byte[] syndrome, int at) {
        int end = row.length;
        int step = lifting;
        boolean even = true;
        for (int z = 0; z < step; z += LANES.length()) {
            ByteVector sign = ByteVector.fromArray(LANES, syndrome, at + z);
            ByteVector parity = sign;
            ByteVector least = ByteVector.broadcast(LANES, CAP);
            ByteVector second = least;
            for (int i = z; i < end; i += step) {
                ByteVector before = ByteVector.fromArray(LANES, work, i);
                parity = parity.lanewise(VectorOperators.XOR, before);
                ByteVector value = before.lanewise(VectorOperators.SSUB, ByteVector.fromArray(LANES, row, i)).max((byte) -SURE);
                value.intoArray(work, i);
                sign = sign.lanewise(VectorOperators.XOR, value);
                ByteVector size = value.abs();
                second = second.min(size.max(least));
                least = least.min(size);
            }
            even &= !parity.compare(VectorOperators.LT, 0).anyTrue();
            ByteVector small = normalised(least);
            ByteVector large = normalised(second);
            for (int i = z; i < end; i += step) {
                ByteVector value = ByteVector.fromArray(LANES, work, i);
                ByteVector size = small.blend(large, value.abs().compare(VectorOperators.EQ, least));
                VectorMask<Byte> negative = sign.lanewise(VectorOperators.XOR, value).compare(VectorOperators.LT, 0);
                ByteVector message = size.blend(size.neg(), negative);
                message.intoArray(row, i);
                value.lanewise(VectorOperators.SADD, message).intoArray(work, i);
            }
        }
        return even;
    }

    /** Three quarters, rounded. */
    private static ByteVector normalised(ByteVector size) {
        return size.add(size).add(size).add((byte) 2).lanewise(VectorOperators.LSHR, 2);
    }

    private boolean satisfies(byte[] syndrome) {
        byte[] parities = code.syndrome(belief);
        for (int c = 0; c < parities.length; c++) {
            if ((parities[c] ^ syndrome[c]) < 0) {
                return false;
            }
        }
        return true;
    }

    boolean isError(int bit) {
        return belief[bit] < 0;
    }

    /** The bits, not pinned yet, with the smallest beliefs. */
    int[] leastSure(byte[] pinned, int count) {
        int[] bits = new int[Math.min(count, pinned.length)];
        int found = 0;
        for (int size = 0; size <= SURE + 1 && found < bits.length; size++) {
            for (int i = 0; i < pinned.length && found < bits.length; i++) {
                if (Math.abs(belief[i]) == size && pinned[i] == 0) {
                    bits[found++] = i;
                }
            }
        }
        return Arrays.copyOf(bits, found);
    }
}
