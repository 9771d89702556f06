package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** How long the salt of an RSASSA-PSS signature is, which the signature itself shows (RFC 8017 section 9.1.2). Public data only. */
final class PssSalt {

    private PssSalt() {}

    /** @return the length in bytes, or -1 where the signature is no such one */
    static int length(PublicKey key, byte[] signature, HashingAlgorithm hash, HashingAlgorithm generator) {
        RSAPublicKey rsa = (RSAPublicKey) key;
        BigInteger number = new BigInteger(1, signature);
        int bits = rsa.getModulus().bitLength() - 1;
        int bytes = (bits + Byte.SIZE - 1) / Byte.SIZE;
        int masked = bytes - Hashes.bytes(hash) - 1;
        if (masked <= 0 || number.compareTo(rsa.getModulus()) >= 0) {
            return -1;
        }
        byte[] encoded = fixed(number.modPow(rsa.getPublicExponent(), rsa.getModulus()), bytes);
        if (encoded == null) {
            return -1;
        }
        byte[] mask = mgf1(Arrays.copyOfRange(encoded, masked, bytes - 1), masked, generator);
        for (int i = 0; i < masked; i++) {
            int open = (encoded[i] ^ mask[i]) & (i == 0 ? 0xff >>> bytes * Byte.SIZE - bits : 0xff);
            if (open != 0) {
                return open == 1 ? masked - i - 1 : -1;
            }
        }
        return -1;
    }

    private static byte[] fixed(BigInteger number, int bytes) {
        byte[] shortest = number.toByteArray();
        int from = shortest[0] == 0 && shortest.length > 1 ? 1 : 0;
        if (shortest.length - from > bytes) {
            return null;
        }
        byte[] fixed = new byte[bytes];
        System.arraycopy(shortest, from, fixed, bytes - shortest.length + from, shortest.length - from);
        return fixed;
    }

    private static byte[] mgf1(byte[] seed, int bytes, HashingAlgorithm algorithm) {
        MessageDigest digest = Hashes.digest(algorithm);
        byte[] mask = new byte[bytes];
        int at = 0;
        for (int counter = 0; at < bytes; counter++) {
            digest.update(seed);
            digest.update(new byte[] {(byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter});
            byte[] block = digest.digest();
            int part = Math.min(block.length, bytes - at);
            System.arraycopy(block, 0, mask, at, part);
            at += part;
        }
        return mask;
    }
}
