package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.amplification.ToeplitzHash;
import io.lumenvault.qkd.bits.BitArray;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Alice's order to amplify, and its execution at both ends.
 *
 * @param sequence number of the block
 * @param bits length of the secret key
 * @param refillBytes how much of it refills the authentication pool
 * @param seed public seed, n - 1 bits
 */
record PrivacyAmplification(long sequence, int bits, int refillBytes, byte[] seed) {
    byte[] toBytes() {
        return ByteBuffer.allocate(16 + seed.length).putLong(sequence).putInt(bits).putInt(refillBytes).put(seed).array();
    }

    static PrivacyAmplification fromBytes(byte[] bytes) {
        if (bytes.length < 16) {
            throw new LinkException(LinkException.Cause.MALFORMED, "order to amplify of " + bytes.length + " bytes is too short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long sequence = in.getLong();
        int bits = in.getInt();
        int refill = in.getInt();
        return new PrivacyAmplification(sequence, bits, refill, Arrays.copyOfRange(bytes, 16, bytes.length));
    }

    /** The secret key; wipes the frames. */
    byte[] apply(ToeplitzHash toeplitz, BitArray[] frames, boolean[] keep, long keyBits) {
        BitArray input = new BitArray((int) keyBits);
        int at = 0;
        for (int f = 0; f < frames.length; f++) {
            if (keep[f]) {
                input.put(at, frames[f]);
                at += frames[f].size();
            }
            frames[f].wipe();
        }
        BitArray secret = toeplitz.modified(input, BitArray.fromBytes(seed, (int) keyBits - 1), bits);
        input.wipe();
        byte[] key = secret.toBytes();
        secret.wipe();
        return key;
    }
}
