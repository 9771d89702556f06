package io.lumenvault.server.kmip.operation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;

/** Polynomial sharing in a prime field (KMIP 2.1 section 13.1); numbers are big-endian, shares as long as the prime. */
final class PrimeFieldSharing {

    /** More random bits than the prime has, so that none of the field's elements is favoured by more than 2^-128. */
    private static final int MORE_BYTES = 16;

    private PrimeFieldSharing() {}

    static List<byte[]> split(byte[] secret, int parts, int threshold, BigInteger prime, IntFunction<byte[]> random) {
        int bytes = length(prime);
        List<BigInteger> coefficients = new ArrayList<>(List.of(new BigInteger(1, secret)));
        for (int degree = 1; degree < threshold; degree++) {
            byte[] drawn = random.apply(bytes + MORE_BYTES);
            coefficients.add(new BigInteger(1, drawn).mod(prime));
            Arrays.fill(drawn, (byte) 0);
        }
        List<byte[]> shares = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            BigInteger at = BigInteger.valueOf(part);
            BigInteger value = BigInteger.ZERO;
            for (BigInteger coefficient : coefficients.reversed()) {
                value = value.multiply(at).add(coefficient).mod(prime);
            }
            shares.add(bytes(value, bytes));
        }
        return shares;
    }

    static byte[] join(SortedMap<Integer, byte[]> shares, BigInteger prime, int secretBytes) {
        BigInteger secret = BigInteger.ZERO;
        for (int part : shares.keySet()) {
            BigInteger share = new BigInteger(1, shares.get(part));
            if (share.compareTo(prime) >= 0) {
                throw SecretSharing.refused("the share of part " + part + " is no element of the prime field");
            }
            BigInteger weight = BigInteger.ONE;
            for (int other : shares.keySet()) {
                if (other != part) {
                    BigInteger difference = BigInteger.valueOf((long) other - part).mod(prime);
                    weight = weight.multiply(BigInteger.valueOf(other)).multiply(difference.modInverse(prime)).mod(prime);
                }
            }
            secret = secret.add(share.multiply(weight)).mod(prime);
        }
        if (secret.bitLength() > secretBytes * Byte.SIZE) {
            throw SecretSharing.refused("the parts do not belong together: what they join to is longer than the split key");
        }
        return bytes(secret, secretBytes);
    }

    private static int length(BigInteger prime) {
        return (prime.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static byte[] bytes(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[length];
        int used = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - used, bytes, length - used, used);
        Arrays.fill(signed, (byte) 0);
        return bytes;
    }
}
