package io.lumenvault.qkd.distillation;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first message of each end.
 *
 * @param parameters what must be equal at both ends
 * @param nonce 16 fresh bytes, which set this session apart
 * @param sequence number of the next block as this end knows it
 * @param segments pool segments that this end holds
 */
record Hello(byte[] parameters, byte[] nonce, long sequence, Set<Long> segments) {
    static final int NONCE_BYTES = 16;
    /** Length of a hello at most; what is not authenticated yet must not make a forgery likelier. */
    static final int MOST_BYTES = 1 << 16;
    private static final int VERSION = 3;

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(1 + 4 + parameters.length + NONCE_BYTES + 8 + 4 + 8 * segments.size());
        out.put((byte) VERSION).putInt(parameters.length).put(parameters).put(nonce).putLong(sequence);
        out.putInt(segments.size());
        segments.forEach(out::putLong);
        return out.array();
    }

    static Hello fromBytes(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new LinkException(LinkException.Cause.MALFORMED, "hello of " + bytes.length + " bytes; at most " + MOST_BYTES + " are allowed");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                throw new LinkException(LinkException.Cause.PARAMETERS, "the peer speaks another version of the protocol");
            }
            byte[] parameters = new byte[bounded(in.getInt(), in.remaining())];
            in.get(parameters);
            byte[] nonce = new byte[NONCE_BYTES];
            in.get(nonce);
            long sequence = in.getLong();
            int count = bounded(in.getInt(), in.remaining() / Long.BYTES);
            Set<Long> segments = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                segments.add(in.getLong());
            }
            return new Hello(parameters, nonce, sequence, segments);
        } catch (BufferUnderflowException e) {
            throw new LinkException(LinkException.Cause.MALFORMED, "hello of " + bytes.length + " bytes is too short");
        }
    }

    /** Whether a hello, which this end has kept, is of this version of the protocol. */
    static boolean isOfThisVersion(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION;
    }

    private static int bounded(int count, int most) {
        if (count < 0 || count > most) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    /** Refuses a peer that is set up differently. */
    void requireSameParameters(byte[] ours) {
        if (!Arrays.equals(parameters, ours)) {
            throw new LinkException(LinkException.Cause.PARAMETERS, "the two ends of the link are set up differently");
        }
    }
}
