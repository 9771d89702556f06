package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Split key algorithms (KMIP 2.1 section 13.1). The share of part i is the value of a random polynomial at i, whose value at 0 is the
 * secret. Arrays that hold shares or secrets are the caller's to wipe.
 */
final class SecretSharing {

    static final int MOST_PARTS = 255;
    /** Longest secret, in bytes: longer than any key that is in use. */
    static final int MOST_BYTES = 8192;
    /** What the shares of one secret have together: the work grows by as much again for each part of the threshold. */
    private static final int MOST_SHARED_BYTES = 256 * 1024;
    /** A prime of more bits would take longer to test than a request may. */
    private static final int MOST_PRIME_BITS = 4096;

    private final SplitKeyMethod method;
    private final BigInteger prime;

    /** @param prime the field's size for sharing in a prime field; others do not look at it */
    SecretSharing(SplitKeyMethod method, BigInteger prime) {
        this.method = method;
        this.prime = method == SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD ? prime : null;
        if (prime != null && prime.bitLength() > MOST_PRIME_BITS) {
            throw refused("Prime Field Size has " + prime.bitLength() + " bits; at most " + MOST_PRIME_BITS + " are taken");
        }
        if (method == SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD
                && (prime == null || prime.signum() <= 0 || !prime.isProbablePrime(128))) {
            throw refused("Prime Field Size must be given, and be a prime, for " + method.text());
        }
    }

    /** Refuses numbers of parts that the method cannot make of any secret. */
    void require(int parts, int threshold) {
        if (parts < 2 || parts > MOST_PARTS || threshold < 2 || threshold > parts) {
            throw refused("Split Key Parts is " + parts + " and Split Key Threshold " + threshold + "; allowed are 2 to " + MOST_PARTS
                    + " parts and a threshold of 2 to as many");
        }
        if (method == SplitKeyMethod.XOR && threshold != parts) {
            throw refused("by XOR all parts are needed: Split Key Threshold must be " + parts);
        }
        if (prime != null && prime.compareTo(BigInteger.valueOf(parts)) <= 0) {
            throw refused("Prime Field Size is " + prime + "; " + parts + " parts need a larger one, or two would be the same");
        }
    }

    /** Refuses numbers of parts that the method cannot make of a secret of so many bytes. */
    void require(int parts, int threshold, int bytes) {
        require(parts, threshold);
        require(bytes);
        if (parts * bytes > MOST_SHARED_BYTES) {
            throw refused("the secret has " + bytes + " bytes; " + MOST_SHARED_BYTES + " are allowed in all parts together, and there are to be "
                    + parts);
        }
        if (prime != null && prime.bitLength() <= bytes * Byte.SIZE) {
            throw refused("Prime Field Size has " + prime.bitLength() + " bits; more than the " + bytes * Byte.SIZE
                    + " of the secret are needed");
        }
    }

    private void require(int bytes) {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw refused("the secret has " + bytes + " bytes; allowed are 1 to " + MOST_BYTES);
        }
        if (method == SplitKeyMethod.POLYNOMIAL_SHARING_GF_216 && bytes % 2 != 0) {
            throw refused("sharing in GF(2^16) is for secrets of whole units of 16 bits");
        }
    }

    /**
     * The shares of parts 1 to n.
     *
     * @param random gives random bytes, which are wiped here
     */
    List<byte[]> split(byte[] secret, int parts, int threshold, IntFunction<byte[]> random) {
        require(parts, threshold, secret.length);
        return switch (method) {
            case XOR -> splitByXor(secret, parts, random);
            case POLYNOMIAL_SHARING_PRIME_FIELD -> PrimeFieldSharing.split(secret, parts, threshold, prime, random);
            case POLYNOMIAL_SHARING_GF_28, POLYNOMIAL_SHARING_GF_216 ->
                    BinaryFieldSharing.of(method).split(secret, parts, threshold, random);
        };
    }

    /**
     * The secret.
     *
     * @param shares shares by part identifier, as many as the threshold or more
     * @param parts how many parts the secret was split into
     * @param bytes length of the secret in bytes, for a prime field
     */
    byte[] join(SortedMap<Integer, byte[]> shares, int parts, int threshold, int bytes) {
        require(parts, threshold);
        if (shares.firstKey() < 1 || shares.lastKey() > parts) {
            throw refused("Key Part Identifiers are " + shares.keySet() + "; they must be from 1 to " + parts);
        }
        if (shares.size() < threshold) {
            throw refused(shares.size() + " parts are given; " + threshold + " are needed");
        }
        SortedMap<Integer, byte[]> used = new TreeMap<>();
        shares.entrySet().stream().limit(threshold).forEach(share -> used.put(share.getKey(), share.getValue()));
        if (prime == null && used.values().stream().mapToInt(share -> share.length).distinct().count() != 1) {
            throw refused("the parts differ in length");
        }
        require(prime == null ? used.get(used.firstKey()).length : bytes);
        return switch (method) {
            case XOR -> joinByXor(used);
            case POLYNOMIAL_SHARING_PRIME_FIELD -> PrimeFieldSharing.join(used, prime, bytes);
            case POLYNOMIAL_SHARING_GF_28, POLYNOMIAL_SHARING_GF_216 -> BinaryFieldSharing.of(method).join(used);
        };
    }

    private static List<byte[]> splitByXor(byte[] secret, int parts, IntFunction<byte[]> random) {
        byte[][] shares = new byte[parts][];
        shares[parts - 1] = secret.clone();
        for (int part = 0; part < parts - 1; part++) {
            shares[part] = random.apply(secret.length);
            add(shares[parts - 1], shares[part]);
        }
        return Arrays.asList(shares);
    }

    private static byte[] joinByXor(SortedMap<Integer, byte[]> shares) {
        byte[] secret = new byte[shares.get(shares.firstKey()).length];
        shares.values().forEach(share -> add(secret, share));
        return secret;
    }

    private static void add(byte[] sum, byte[] other) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= other[i];
        }
    }

    static KmipException refused(String problem) {
        return new KmipException(ResultReason.INVALID_FIELD, problem);
    }
}
