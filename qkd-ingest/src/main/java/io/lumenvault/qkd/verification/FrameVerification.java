package io.lumenvault.qkd.verification;

import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Hashes of the frames of a block: the polynomial hash over GF(2^128), truncated. With F frames of L 16-byte blocks
 * and b bits the chance that any two different frames pass is at most F (L + 1) / 2^b, and b is chosen so that this
 * does not exceed epsilon_cor.
 */
public final class FrameVerification {
    private FrameVerification() {
    }

    /** Bytes of hash a frame, for the wanted correctness parameter. */
    public static int hashBytes(int frames, int frameBits, double epsilonCorrectness) {
        double blocks = Math.ceil(frameBits / 128.0) + 1;
        double bits = Math.log(frames * blocks / epsilonCorrectness) / Math.log(2);
        int bytes = (int) Math.ceil(bits / 8);
        if (!(epsilonCorrectness > 0) || bytes > PolynomialHash.HASH_BYTES) {
            throw new IllegalArgumentException("epsilon_cor = " + epsilonCorrectness + " is not within reach of 128 bits");
        }
        return Math.max(bytes, 1);
    }

    /** The hashes of all frames, one after another. */
    public static byte[] hashes(BitArray[] frames, byte[] hashKey, int hashBytes) {
        byte[] all = new byte[frames.length * hashBytes];
        try (PolynomialHash hash = new PolynomialHash(hashKey)) {
            for (int i = 0; i < frames.length; i++) {
                byte[] bytes = frames[i].toBytes();
                hash.reset();
                System.arraycopy(hash.update(bytes).finish(), 0, all, i * hashBytes, hashBytes);
                Arrays.fill(bytes, (byte) 0);
            }
        }
        return all;
    }

    /** Which frames have equal hashes. */
    public static boolean[] compare(byte[] ours, byte[] theirs, int hashBytes) {
        if (ours.length != theirs.length || ours.length % hashBytes != 0) {
            throw new IllegalArgumentException("hashes of " + ours.length + " and " + theirs.length + " bytes");
        }
        boolean[] equal = new boolean[ours.length / hashBytes];
        for (int i = 0; i < equal.length; i++) {
            int from = i * hashBytes;
            equal[i] = Arrays.equals(ours, from, from + hashBytes, theirs, from, from + hashBytes);
        }
        return equal;
    }
}
