package io.lumenvault.server.kmip.cryptography;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every mode against a published vector or its own inverse. */
class CiphersTest {

    private static final byte[] KEY = HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c");
    private static final byte[] BLOCK = HexFormat.of().parseHex("6bc1bee22e409f96e93d7e117393172a");

    /** NIST SP 800-38A appendix F, first blocks. */
    @ParameterizedTest
    @CsvSource({"ECB,, 3ad77bb40d7a3660a89ecaf32466ef97", "CBC, 000102030405060708090a0b0c0d0e0f, 7649abac8119b246cee98e9b12e9197d",
        "CFB, 000102030405060708090a0b0c0d0e0f, 3b3fd92eb72dad20333449f8e83cfb4a",
        "OFB, 000102030405060708090a0b0c0d0e0f, 3b3fd92eb72dad20333449f8e83cfb4a",
        "CTR, f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff, 874d6191b620e3261bef6864990db6ce"})
    void aesModes_matchThePublishedVectors(BlockCipherMode mode, String iv, String expected) {
        byte[] used = iv == null ? null : HexFormat.of().parseHex(iv);
        assertEquals(expected, HexFormat.of().formatHex(Ciphers.of(KEY, use(mode, null, used, true)).finish(BLOCK)));
        assertArrayEquals(BLOCK, Ciphers.of(KEY, use(mode, null, used, false)).finish(HexFormat.of().parseHex(expected)));
    }

    /** IEEE 1619-2018 appendix B, vectors 2 and 15: whole blocks, and ciphertext stealing. */
    @Test
    void xts_matchesThePublishedVectors() {
        byte[] key = HexFormat.of().parseHex("11".repeat(16) + "22".repeat(16));
        byte[] tweak = HexFormat.of().parseHex("33".repeat(5) + "00".repeat(11));
        byte[] unit = HexFormat.of().parseHex("44".repeat(32));
        byte[] sealed = Ciphers.of(key, use(BlockCipherMode.XTS, null, tweak, true)).finish(unit);
        assertEquals("c454185e6a16936e39334038acef838bfb186fff7480adc4289382ecd6d394f0", HexFormat.of().formatHex(sealed));
        byte[] key15 = HexFormat.of().parseHex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0bfbebdbcbbbab9b8b7b6b5b4b3b2b1b0");
        byte[] tweak15 = HexFormat.of().parseHex("9a78563412" + "00".repeat(11));
        byte[] unit15 = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f10");
        byte[] sealed15 = Ciphers.of(key15, use(BlockCipherMode.XTS, null, tweak15, true)).finish(unit15);
        assertEquals("6c1625db4671522d3d7599601de7ca09ed", HexFormat.of().formatHex(sealed15));
        assertArrayEquals(unit15, Ciphers.of(key15, use(BlockCipherMode.XTS, null, tweak15, false)).finish(sealed15));
    }

    /** RFC 3394 section 4.1. */
    @Test
    void keyWrap_matchesThePublishedVector() {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] wrapped = Ciphers.of(key, use(BlockCipherMode.NISTKEYWRAP, null, null, true))
                .finish(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));
        assertEquals("1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5", HexFormat.of().formatHex(wrapped));
    }

    @ParameterizedTest
    @CsvSource({"PKCS5, 5", "PKCS5, 16", "ANSI_X9_23, 5", "ISO_10126, 5", "ZEROS, 5"})
    void paddedCbc_ofTwoParts_roundTrips(PaddingMethod padding, int length) {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 7);
        MessageOperation sealing = Ciphers.of(KEY, use(BlockCipherMode.CBC, padding, new byte[16], true));
        byte[] first = sealing.update(message);
        byte[] rest = sealing.finish(message);
        byte[] sealed = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, sealed, first.length, rest.length);
        byte[] opened = Ciphers.of(KEY, use(BlockCipherMode.CBC, padding, new byte[16], false)).finish(sealed);
        assertEquals(HexFormat.of().formatHex(message).repeat(2), HexFormat.of().formatHex(opened));
    }

    /** NIST SP 800-38C appendix C.1. */
    @Test
    void ccm_matchesThePublishedVector_andGivesNothingThatIsNotAuthenticated() {
        byte[] key = HexFormat.of().parseHex("404142434445464748494a4b4c4d4e4f");
        byte[] nonce = HexFormat.of().parseHex("10111213141516");
        byte[] header = HexFormat.of().parseHex("0001020304050607");
        CryptographicParameters ccm = parameters(BlockCipherMode.CCM, null, 4);
        MessageOperation sealing = Ciphers.of(key, new SymmetricUse(CryptographicAlgorithm.AES, ccm, nonce, header, null, true));
        byte[] sealed = sealing.finish(HexFormat.of().parseHex("20212223"));
        assertEquals("7162015b", HexFormat.of().formatHex(sealed));
        assertEquals("4dac255d", HexFormat.of().formatHex(sealing.tag()));
        byte[] wrong = sealing.tag();
        wrong[0] ^= 1;
        MessageOperation opening = Ciphers.of(key, new SymmetricUse(CryptographicAlgorithm.AES, ccm, nonce, header, wrong, false));
        assertEquals(0, opening.update(sealed).length);
        assertEquals(ResultReason.CRYPTOGRAPHIC_FAILURE, assertThrows(KmipException.class, () -> opening.finish(new byte[0])).reason());
        assertEquals(0, opening.held());
    }

    @Test
    void aMissingIv_anUnknownMode_andAPaddedStreamMode_areRefusedByTheirReasons() {
        assertReason(ResultReason.INVALID_MESSAGE, use(BlockCipherMode.CBC, null, null, false));
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, use(BlockCipherMode.CBC, null, new byte[15], true));
        assertReason(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, use(BlockCipherMode.PCBC, null, new byte[16], true));
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, use(BlockCipherMode.CTR, PaddingMethod.PKCS5, new byte[16], true));
    }

    /** Else the tag would be passed over, and what comes out be taken for authenticated. */
    @ParameterizedTest
    @EnumSource(value = BlockCipherMode.class, names = {"AEAD", "GCM", "CCM", "CTR"})
    void chaCha20_withAMode_isRefused_forItAuthenticatesNothing(BlockCipherMode mode) {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        SymmetricUse opening = new SymmetricUse(CryptographicAlgorithm.CHACHA20, parameters(mode, null, null), nonce, null, new byte[16], false);
        SymmetricUse sealing = new SymmetricUse(CryptographicAlgorithm.CHACHA20, parameters(mode, null, null), nonce, new byte[4], null, true);
        assertEquals(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, assertThrows(KmipException.class, () -> Ciphers.of(key, opening)).reason());
        assertEquals(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, assertThrows(KmipException.class, () -> Ciphers.of(key, sealing)).reason());
        assertEquals(5, Ciphers.of(key, new SymmetricUse(CryptographicAlgorithm.CHACHA20, parameters(null, null, null), nonce, null, null, true))
                .finish(new byte[5]).length);
    }

    @Test
    void rsa_takesNoIv_noAdditionalData_andNoTag() {
        RsaEncryption.requireNone(null, new byte[0], null);
        for (byte[][] given : new byte[][][] {{new byte[16], null, null}, {null, new byte[1], null}, {null, null, new byte[16]}}) {
            assertEquals(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, assertThrows(KmipException.class,
                    () -> RsaEncryption.requireNone(given[0], given[1], given[2])).reason());
        }
    }

    /** A message as long as the counter lasts, in one part and in two, is what the whole block as a counter makes of it. */
    @ParameterizedTest
    @CsvSource({"fffffffe, 32", "fffffffe, 16", "fffffffe, 5"})
    void ctr_messageThatEndsBeforeTheCounterWraps_isServed(String counter, int bytes) {
        byte[] block = HexFormat.of().parseHex("00".repeat(12) + counter);
        byte[] expected = Ciphers.of(KEY, use(BlockCipherMode.CTR, null, block, true)).finish(new byte[bytes]);
        assertArrayEquals(expected, Ciphers.of(KEY, counting(block, 32, null)).finish(new byte[bytes]));
        MessageOperation shorter = Ciphers.of(KEY, counting(new byte[12], 32, (int) Long.parseLong(counter, 16)));
        byte[] first = shorter.update(new byte[bytes]);
        assertArrayEquals(expected, Derivation.joined(List.of(first, shorter.finish(new byte[0]))));
    }

    @Test
    void ctr_messageAfterWhichTheCounterWouldCarryIntoTheNonce_isRefused() {
        MessageOperation whole = Ciphers.of(KEY, counting(HexFormat.of().parseHex("00".repeat(15) + "ff"), 8, null));
        assertEquals(16, whole.update(new byte[16]).length);
        assertEquals(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS,
                assertThrows(KmipException.class, () -> whole.finish(new byte[1])).reason());
        MessageOperation shorter = Ciphers.of(KEY, counting(new byte[12], null, -1));
        assertEquals(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS,
                assertThrows(KmipException.class, () -> shorter.finish(new byte[17])).reason());
        assertEquals(48, Ciphers.of(KEY, use(BlockCipherMode.CTR, null, HexFormat.of().parseHex("ff".repeat(16)), true)).finish(new byte[48]).length);
    }

    @Test
    void ctr_counterThatIsSaidTwice_orIsLongerThanItsBlock_isRefused() {
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, counting(new byte[16], null, 1));
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, counting(new byte[16], 129, null));
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, counting(new byte[16], 0, null));
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, counting(new byte[12], 64, 1));
        assertReason(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, counting(new byte[12], 32, null));
    }

    private static SymmetricUse counting(byte[] iv, Integer counterBits, Integer first) {
        return new SymmetricUse(CryptographicAlgorithm.AES, new CryptographicParameters(BlockCipherMode.CTR, null, null, null, null, null, null,
                null, null, null, null, counterBits, first, null, null, null, null, null), iv, null, null, true);
    }

    @Test
    void tripleDes_ofTwoKeysOrThree_leavesTheCallersKeyAsItIs() {
        byte[] three = HexFormat.of().parseHex("0123456789abcdef23456789abcdef010123456789abcdef");
        byte[] two = Arrays.copyOf(three, 16);
        SymmetricUse ecb = new SymmetricUse(CryptographicAlgorithm.TRIPLE_DES, parameters(BlockCipherMode.ECB, null, null), null, null, null, true);
        assertArrayEquals(Ciphers.of(two, ecb).finish(new byte[8]), Ciphers.of(three, ecb).finish(new byte[8]));
        assertEquals("0123456789abcdef23456789abcdef010123456789abcdef", HexFormat.of().formatHex(three));
        assertEquals("0123456789abcdef23456789abcdef01", HexFormat.of().formatHex(two));
    }

    private static void assertReason(ResultReason reason, SymmetricUse use) {
        assertEquals(reason, assertThrows(KmipException.class, () -> Ciphers.of(KEY, use)).reason());
    }

    private static SymmetricUse use(BlockCipherMode mode, PaddingMethod padding, byte[] iv, boolean encrypts) {
        return new SymmetricUse(CryptographicAlgorithm.AES, parameters(mode, padding, null), iv, null, null, encrypts);
    }

    private static CryptographicParameters parameters(BlockCipherMode mode, PaddingMethod padding, Integer tagBytes) {
        return new CryptographicParameters(mode, padding, null, null, null, null, null, null, tagBytes, null, null, null, null, null, null,
                null, null, null);
    }
}
