package io.lumenvault.server.kmip.cryptography;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The counter of CTR (NIST SP 800-38A appendix B; KMIP 2.1 section 4.16).
 *
 * @param block the first counter block
 * @param mostBytes how much one message can have; beyond it the counter would carry into the nonce, where it should wrap
 */
record Counters(byte[] block, long mostBytes) {

    /** A whole block is taken as it is; a shorter nonce is followed by Initial Counter Value in the rest of the block. */
    static Counters of(SymmetricUse use, int blockBytes) {
        byte[] nonce = use.iv();
        Integer bits = use.parameters().counterLength();
        Integer first = use.parameters().initialCounterValue();
        int rest = blockBytes - nonce.length;
        if (rest == 0) {
            requireWhole(bits, first, blockBytes);
            return new Counters(nonce, bits == null ? Long.MAX_VALUE : mostBytes(nonce, bits));
        }
        if (rest < Integer.BYTES || first == null || bits != null && bits != rest * Byte.SIZE) {
            throw Faults.bad("IV/Counter/Nonce of CTR has " + nonce.length + " bytes; it must be a block of " + blockBytes
                    + ", or shorter by Counter Length, with Initial Counter Value");
        }
        byte[] block = Arrays.copyOf(nonce, blockBytes);
        for (int i = 0; i < Integer.BYTES; i++) {
            block[blockBytes - 1 - i] = (byte) (first >>> i * Byte.SIZE);
        }
        return new Counters(block, mostBytes(block, rest * Byte.SIZE));
    }

    private static void requireWhole(Integer bits, Integer first, int blockBytes) {
        if (first != null) {
            throw Faults.bad("Initial Counter Value is " + first + ", and IV/Counter/Nonce is a whole block, which says the counter's first "
                    + "value itself");
        }
        if (bits != null && (bits < 1 || bits > blockBytes * Byte.SIZE)) {
            throw Faults.bad("Counter Length is " + bits + " bits; the block has " + blockBytes * Byte.SIZE);
        }
    }

    private static long mostBytes(byte[] block, int counterBits) {
        BigInteger values = BigInteger.ONE.shiftLeft(counterBits);
        BigInteger bytes = values.subtract(new BigInteger(1, block).mod(values)).multiply(BigInteger.valueOf(block.length));
        return bytes.bitLength() < Long.SIZE ? bytes.longValue() : Long.MAX_VALUE;
    }
}
