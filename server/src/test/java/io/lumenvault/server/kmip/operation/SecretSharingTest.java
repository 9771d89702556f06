package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretSharingTest {

    /** 2^521 - 1. */
    private static final BigInteger PRIME = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @EnumSource(SplitKeyMethod.class)
    void join_anyPartsThatAreEnough_giveTheSecret(SplitKeyMethod method) {
        SecretSharing sharing = sharing(method);
        byte[] secret = random(32);
        secret[0] = 0;
        int threshold = method == SplitKeyMethod.XOR ? 5 : 3;
        List<byte[]> shares = sharing.split(secret, 5, threshold, SecretSharingTest::random);
        assertArrayEquals(secret, sharing.join(parts(shares, 1, 2, 3, 4, 5), 5, threshold, 32));
        if (method != SplitKeyMethod.XOR) {
            assertArrayEquals(secret, sharing.join(parts(shares, 1, 4, 5), 5, threshold, 32));
            assertArrayEquals(secret, sharing.join(parts(shares, 2, 3, 5), 5, threshold, 32));
        }
    }

    @ParameterizedTest
    @EnumSource(SplitKeyMethod.class)
    void join_tooFewParts_refused(SplitKeyMethod method) {
        SecretSharing sharing = sharing(method);
        List<byte[]> shares = sharing.split(random(32), 3, 3, SecretSharingTest::random);
        assertThrows(KmipException.class, () -> sharing.join(parts(shares, 1, 2), 3, 3, 32));
    }

    /** Shares by hand: a line through the secret at 0. In GF(2^8) by 0x11D, 2 times 0x80 is 0x1D. */
    @Test
    void split_binaryFields_areThoseOfTheSpecification() {
        SecretSharing bytes = new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null);
        List<byte[]> shares = bytes.split(new byte[] {7}, 2, 2, count -> new byte[] {(byte) 0x80});
        assertArrayEquals(new byte[] {(byte) (7 ^ 0x80)}, shares.get(0));
        assertArrayEquals(new byte[] {(byte) (7 ^ 0x1D)}, shares.get(1));
        BinaryFieldSharing words = BinaryFieldSharing.of(SplitKeyMethod.POLYNOMIAL_SHARING_GF_216);
        // y times y is y + m.
        assertEquals(0x013A, words.times(0x0100, 0x0100));
        for (int element : new int[] {1, 2, 0x100, 0x1234, 0xFFFF}) {
            assertEquals(1, words.times(element, words.inverse(element)));
        }
    }

    @Test
    void split_primeField_isALineThroughTheSecret() {
        SecretSharing sharing = new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD, BigInteger.valueOf(257));
        List<byte[]> shares = sharing.split(new byte[] {(byte) 200}, 2, 2, count -> new byte[count]);
        assertArrayEquals(new byte[] {0, (byte) 200}, shares.get(0));
        assertThrows(KmipException.class, () -> new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD, BigInteger.valueOf(256)));
        assertThrows(KmipException.class, () -> sharing.require(2, 2, 2));
    }

    @Test
    void require_numbersOutOfRange_refused() {
        SecretSharing xor = new SecretSharing(SplitKeyMethod.XOR, null);
        assertThrows(KmipException.class, () -> xor.require(1, 1, 16));
        assertThrows(KmipException.class, () -> xor.require(3, 2, 16));
        assertThrows(KmipException.class, () -> new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null).require(256, 2, 16));
        assertThrows(KmipException.class, () -> new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_GF_216, null).require(3, 2, 15));
    }

    @Test
    void require_moreThanCanBeSharedInTime_refused() {
        SecretSharing bytes = new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null);
        bytes.require(32, 32, SecretSharing.MOST_BYTES);
        assertThrows(KmipException.class, () -> bytes.require(2, 2, SecretSharing.MOST_BYTES + 1));
        assertThrows(KmipException.class, () -> bytes.require(255, 255, SecretSharing.MOST_BYTES));
        assertThrows(KmipException.class, () -> bytes.require(2, 2, 0));
    }

    /** 2^86243 - 1 is a prime, and testing it takes minutes. */
    @ParameterizedTest
    @EnumSource(SplitKeyMethod.class)
    void primeTooLargeToTest_refusedUntested(SplitKeyMethod method) {
        BigInteger large = BigInteger.TWO.pow(86_243).subtract(BigInteger.ONE);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThrows(KmipException.class, () -> new SecretSharing(method, large)));
    }

    @ParameterizedTest
    @EnumSource(SplitKeyMethod.class)
    void join_numbersThatNoSplitHas_refused(SplitKeyMethod method) {
        SecretSharing sharing = sharing(method);
        List<byte[]> shares = sharing.split(random(32), 3, 3, SecretSharingTest::random);
        SortedMap<Integer, byte[]> all = parts(shares, 1, 2, 3);
        for (int threshold : new int[] {-1, 0, 1, 4}) {
            assertThrows(KmipException.class, () -> sharing.join(all, 3, threshold, 32), "threshold " + threshold);
        }
        assertThrows(KmipException.class, () -> sharing.join(all, 257, 3, 32));
        SortedMap<Integer, byte[]> elsewhere = new TreeMap<>(parts(shares, 1, 2));
        elsewhere.put(257, shares.get(2));
        assertThrows(KmipException.class, () -> sharing.join(elsewhere, 3, 3, 32));
        elsewhere.remove(257);
        elsewhere.put(0, shares.get(2));
        assertThrows(KmipException.class, () -> sharing.join(elsewhere, 3, 3, 32));
    }

    /** A prime is bigger than the 2^L of a secret of L bits (KMIP 2.1 section 13.1); L is no multiple of 8 where others split. */
    @Test
    void join_inAFieldOfAsManyBitsAsTheBytesOfTheSecret_isServed() {
        BigInteger prime = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
        SecretSharing sharing = new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD, prime);
        SortedMap<Integer, byte[]> line = new TreeMap<>();
        line.put(1, BigInteger.valueOf(1000).toByteArray());
        line.put(2, BigInteger.valueOf(1500).toByteArray());
        byte[] joined = sharing.join(line, 2, 2, 16);
        assertEquals(BigInteger.valueOf(500), new BigInteger(1, joined));
    }

    @Test
    void join_inAFieldOfFewerElementsThanParts_refused() {
        SecretSharing tiny = new SecretSharing(SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD, BigInteger.TWO);
        SortedMap<Integer, byte[]> alike = new TreeMap<>();
        alike.put(1, new byte[] {1});
        alike.put(3, new byte[] {1});
        assertThrows(KmipException.class, () -> tiny.join(alike, 3, 2, 1));
    }

    @Test
    void join_sharesOfDifferentLength_refused_evenBesideAPrimeThatTheMethodDoesNotLookAt() {
        SecretSharing xor = new SecretSharing(SplitKeyMethod.XOR, PRIME);
        SortedMap<Integer, byte[]> shares = new TreeMap<>();
        shares.put(1, new byte[16]);
        shares.put(2, new byte[8]);
        assertThrows(KmipException.class, () -> xor.join(shares, 2, 2, 16));
    }

    private static SecretSharing sharing(SplitKeyMethod method) {
        return new SecretSharing(method, method == SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD ? PRIME : null);
    }

    private static SortedMap<Integer, byte[]> parts(List<byte[]> shares, int... numbers) {
        SortedMap<Integer, byte[]> parts = new TreeMap<>();
        Arrays.stream(numbers).forEach(number -> parts.put(number, shares.get(number - 1)));
        return parts;
    }

    private static byte[] random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return drawn;
    }
}
