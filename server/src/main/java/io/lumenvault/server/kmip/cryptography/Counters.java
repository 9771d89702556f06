package io.lumenvault.server.kmip.cryptography;

import java.util.Arrays;

/** The first counter block of CTR (NIST SP 800-38A appendix B; KMIP 2.1 section 4.16). */
final class Counters {

    private Counters() {}

    /** A whole block is taken as it is; a shorter nonce is followed by Initial Counter Value in the rest of the block. */
    static byte[] block(SymmetricUse use, int blockBytes) {
        byte[] nonce = use.iv();
        Integer counterBits = use.parameters().counterLength();
        if (nonce.length == blockBytes) {
            // The counter runs over the whole block: a shorter one would carry into the nonce where it should wrap.
            if (counterBits != null && counterBits > blockBytes * Byte.SIZE) {
                throw Faults.bad("Counter Length is " + counterBits + " bits; the block has " + blockBytes * Byte.SIZE);
            }
            return nonce;
        }
        int rest = blockBytes - nonce.length;
        Integer first = use.parameters().initialCounterValue();
        if (rest < 0 || rest < Integer.BYTES || first == null || counterBits != null && counterBits != rest * Byte.SIZE) {
            throw Faults.bad("IV/Counter/Nonce of CTR has " + nonce.length + " bytes; it must be a block of " + blockBytes
                    + ", or shorter by Counter Length, with Initial Counter Value");
        }
        byte[] block = Arrays.copyOf(nonce, blockBytes);
        for (int i = 0; i < Integer.BYTES; i++) {
            block[blockBytes - 1 - i] = (byte) (first >>> i * Byte.SIZE);
        }
        return block;
    }
}
