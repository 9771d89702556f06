package io.lumenvault.server.kmip.cryptography;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The derivation methods against the vectors that their authors published. */
class DerivationTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final CryptographicParameters NONE = parameters(null, null);

    /** RFC 6070 section 2 (SHA-1, the default), RFC 7914 section 11 (SHA-256). */
    @ParameterizedTest
    @CsvSource({
        ", password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
        ", password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
        ", password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
        ", passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096, 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        "SHA_256, passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "SHA_256, Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"})
    void pbkdf2(HashingAlgorithm hash, String password, String salt, int rounds, String expected) {
        DerivationParameters said = new DerivationParameters(parameters(hash, null), null, List.of(), ascii(salt), rounds);
        assertDerives(expected, DerivationMethod.PBKDF2, ascii(password), null, said);
    }

    /** NIST CAVP, KDF in counter mode, counter of 32 bits before the fixed input data. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA256, SHA_256, , dd1d91b7d90b2bd3138533ce92b272fbf8a369316aefe242e659cc0ae238afe0, 01322b96b30acd197979444e468e1c5c6859bf1b1cf951b7"
                + "e725303e237e46b864a145fab25e517b08f8683d0315bb2911d80a0e8aba17f3b413faac, 10621342bfb0fd40046c0e29f2cfdbf0",
        "HMAC_SHA256, , , c4bedbddb66493e7c7259a3bbbc25f8c7e0ca7fe284d92d431d9cd99a0d214ac, 1c69c54766791e315c2cc5c47ecd3ffab87d0d273dd920e7"
                + "0955814c220eacace6a5946542da3dfe24ff626b4897898cafb7db83bdff3c14fa46fd4b, "
                + "1da47638d6c9c4d04d74d4640bbd42ab814d9e8cc22f4326695239f96b0693f12d0dd1152cf44430",
        "AES, , CMAC, c10b152e8c97b77e18704e0f0bd38305, 98cd4cbbbebe15d17dc86e6dbad800a2dcbd64f7c7ad0e78e9cf94ffdba89d03"
                + "e97eadf6c4f7b806caf52aa38f09d0eb71d71f497bcc6906b48d36c4, 26faf61908ad9ee881b8305c221db53f",
        "AES, , CMAC, 695f1b1a16c949cea51cdf2554ec9d42, 4fce5942832a390aa1cbe8a0bf9d202cb799e986c9d6b51f45e4d597a6b57f06"
                + "a4ebfec6467335d116b7f5f9c5b954062f661820f5db2a5bbb3e0625, d34b601ec18c34dfa0f9e0b7523e218bdddb9befe8d08b6c0202d75ace0dba89"})
    void nist800108_counter(CryptographicAlgorithm algorithm, HashingAlgorithm hash, BlockCipherMode mode, String key, String data,
            String expected) {
        assertDerives(expected, DerivationMethod.NIST800_108_C, HEX.parseHex(key), algorithm, said(parameters(hash, mode), null, HEX.parseHex(data)));
    }

    /** NIST CAVP, KDF in feedback mode with an IV, counter of 32 bits after the iteration variable. */
    @Test
    void nist800108_feedback() {
        DerivationParameters said = said(parameters(HashingAlgorithm.SHA_256, null),
                HEX.parseHex("9f575d9059d3e0c0803f08112f8a806de3c3471912cdf42b095388b14b33508e"), HEX.parseHex(
                        "53b89c18690e2057a1d167822e636de50be0018532c431f7f5e37f77139220d5e042599ebe266af5767ee18cd2c5c19a1f0f80"));
        assertDerives("bd1476f43a4e315747cf5918e0ea5bc0d98769457477c3ab18b742def0e079a933b756365afb5541f253fee43c6fd788a44041038509e9eeb68f7d65ffbb5f95",
                DerivationMethod.NIST800_108_F, HEX.parseHex("93f698e842eed75394d629d957e2e89c6e741f810b623c8b901e38376d068e7b"), null, said);
    }

    /** SP 800-108 section 4.3, worked out by the JDK: A(i) = PRF(A(i-1)), K(i) = PRF(A(i) || i || data). */
    @Test
    void nist800108_doublePipeline() throws Exception {
        byte[] key = ascii("a key derivation key of some len");
        byte[] data = ascii("label\0context");
        Mac mac = Mac.getInstance("HmacSHA384");
        mac.init(new SecretKeySpec(key, "HmacSHA384"));
        byte[] a1 = mac.doFinal(data);
        byte[] a2 = mac.doFinal(a1);
        byte[] k1 = mac.doFinal(Derivation.joined(List.of(a1, new byte[] {0, 0, 0, 1}, data)));
        byte[] k2 = mac.doFinal(Derivation.joined(List.of(a2, new byte[] {0, 0, 0, 2}, data)));
        String expected = HEX.formatHex(Arrays.copyOf(Derivation.joined(List.of(k1, k2)), 60));
        assertDerives(expected, DerivationMethod.NIST800_108_DPI, key, CryptographicAlgorithm.HMAC_SHA384, said(NONE, null, data));
    }

    /** RFC 5869 appendix A, test cases 1, 3 and 4. */
    @ParameterizedTest
    @CsvSource({
        ", 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, "
                + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "SHA_256, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, '', '', "
                + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        "SHA_1, 0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, "
                + "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896"})
    void hkdf(HashingAlgorithm hash, String key, String salt, String info, String expected) {
        DerivationParameters said = new DerivationParameters(parameters(hash, null), null,
                info.isEmpty() ? List.of() : List.of(HEX.parseHex(info)), HEX.parseHex(salt), null);
        assertDerives(expected, DerivationMethod.HKDF, HEX.parseHex(key), null, said);
    }

    /** The example of Amazon's own documentation of Signature Version 4. */
    @Test
    void awsSignatureVersion4() {
        DerivationParameters said = new DerivationParameters(NONE, null, List.of(ascii("20120215"), ascii("us-east-1"), ascii("iam")), null, null);
        assertDerives("f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d", DerivationMethod.AWS_SIGNATURE_VERSION_4,
                ascii("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), null, said);
    }

    /** FIPS 180 "abc", RFC 4231 test case 2, FIPS 197 appendix C.3 and its first half. */
    @Test
    void hash_hmac_encrypt() {
        assertDerives("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", DerivationMethod.HASH, ascii("abc"), null,
                new DerivationParameters(parameters(HashingAlgorithm.SHA_256, null), null, List.of(), null, null));
        String hmac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assertDerives(hmac, DerivationMethod.HMAC, ascii("Jefe"), CryptographicAlgorithm.HMAC_SHA256,
                said(parameters(HashingAlgorithm.SHA_512, null), null, ascii("what do ya want "), ascii("for nothing?")));
        byte[] key = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        DerivationParameters ecb = said(parameters(null, BlockCipherMode.ECB), null, HEX.parseHex("00112233445566778899aabbccddeeff"));
        assertDerives("8ea2b7ca516745bfeafc49904b496089", DerivationMethod.ENCRYPT, key, CryptographicAlgorithm.AES, ecb);
        assertDerives("8ea2b7ca516745bf", DerivationMethod.ENCRYPT, key, CryptographicAlgorithm.AES, ecb);
    }

    @Test
    void wrongParameters_areRefused_namingWhatIsWrong() {
        DerivationParameters hash = new DerivationParameters(parameters(HashingAlgorithm.SHA_256, null), null, List.of(), null, null);
        refuses(ResultReason.CRYPTOGRAPHIC_FAILURE, DerivationMethod.HASH, hash, 33);
        refuses(ResultReason.CRYPTOGRAPHIC_FAILURE, DerivationMethod.HKDF, hash, 255 * 32 + 1);
        refuses(ResultReason.INVALID_FIELD, DerivationMethod.HASH, said(NONE, null), 16);
        refuses(ResultReason.INVALID_FIELD, DerivationMethod.HMAC, hash, 16);
        refuses(ResultReason.INVALID_FIELD, DerivationMethod.PBKDF2, hash, 16);
        refuses(ResultReason.INVALID_FIELD, DerivationMethod.PBKDF2, new DerivationParameters(NONE, null, List.of(), new byte[8], 5_000_001), 32);
        refuses(ResultReason.INVALID_FIELD, DerivationMethod.PBKDF2, new DerivationParameters(NONE, null, List.of(), new byte[8], 0), 16);
        refuses(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, DerivationMethod.HMAC, said(parameters(HashingAlgorithm.SHA_256, null), new byte[16],
                new byte[1]), 16);
        refuses(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, DerivationMethod.AWS_SIGNATURE_VERSION_4, said(NONE, null, new byte[1]), 16);
        refuses(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, DerivationMethod.NIST800_108_C,
                said(parameters(HashingAlgorithm.TIGER, null), null, new byte[1]), 16);
    }

    /** It may be Secret Data. */
    @Test
    void encryptedData_isWiped() {
        byte[][] seen = new byte[1][];
        byte[] derived = Derivation.derive(new MessageOperation() {
            @Override
            public byte[] update(byte[] part) {
                throw new AssertionError("the data come whole");
            }

            @Override
            public byte[] finish(byte[] part) {
                seen[0] = part;
                return part.clone();
            }
        }, said(NONE, null, ascii("sec"), ascii("ret")), 6);
        assertArrayEquals(ascii("secret"), derived);
        assertArrayEquals(new byte[6], seen[0]);
    }

    @Test
    void trial_refusesWhatTheDerivationWould_andTakesNoTimeForPasswords() {
        DerivationParameters hash = new DerivationParameters(parameters(HashingAlgorithm.SHA_256, null), null, List.of(), null, null);
        tries(DerivationMethod.HASH, hash, 32);
        assertEquals(ResultReason.CRYPTOGRAPHIC_FAILURE, assertThrows(KmipException.class, () -> tries(DerivationMethod.HASH, hash, 33)).reason());
        assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> tries(DerivationMethod.HMAC, hash, 16)).reason());
        tries(DerivationMethod.ENCRYPT, said(parameters(null, BlockCipherMode.XTS), new byte[16], new byte[16]), 16);
        DerivationParameters password = new DerivationParameters(NONE, null, List.of(), new byte[8], 1_300_000);
        assertTimeout(Duration.ofMillis(200), () -> tries(DerivationMethod.PBKDF2, password, 32));
        assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> tries(DerivationMethod.PBKDF2, hash, 16)).reason());
        assertEquals(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, assertThrows(KmipException.class,
                () -> tries(DerivationMethod.PBKDF2, said(NONE, new byte[16]), 16)).reason());
    }

    private static void tries(DerivationMethod method, DerivationParameters said, int bytes) {
        DerivationTrial.require(method, 32, CryptographicAlgorithm.AES, said, bytes);
    }

    @ParameterizedTest
    @CsvSource({"P_256, 32", "P_521, 66", "SECP256K1, 32", "CURVE25519, 32"})
    void keyAgreement_bothSidesDeriveTheSame_andOtherCurvesDoNot(RecommendedCurve curve, int bytes) {
        SecureRandom random = new SecureRandom();
        KeyPairs.Made own = KeyPairs.make(CryptographicAlgorithm.ECDH, null, curve, null, null, random);
        KeyPairs.Made other = KeyPairs.make(CryptographicAlgorithm.ECDH, null, curve, null, null, random);
        KeyPairs.Made elsewhere = KeyPairs.make(CryptographicAlgorithm.ECDH, null, RecommendedCurve.P_384, null, null, random);
        assertArrayEquals(KeyAgreements.derive(own.privateKey(), other.publicKey(), bytes),
                KeyAgreements.derive(other.privateKey(), own.publicKey(), bytes));
        assertEquals(ResultReason.CRYPTOGRAPHIC_FAILURE, assertThrows(KmipException.class,
                () -> KeyAgreements.derive(own.privateKey(), other.publicKey(), bytes + 1)).reason());
        assertEquals(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, assertThrows(KmipException.class,
                () -> KeyAgreements.derive(own.privateKey(), elsewhere.publicKey(), bytes)).reason());
    }

    private static void refuses(ResultReason reason, DerivationMethod method, DerivationParameters said, int bytes) {
        assertEquals(reason, assertThrows(KmipException.class,
                () -> Derivation.derive(method, new byte[32], CryptographicAlgorithm.AES, said, bytes)).reason());
    }

    private static void assertDerives(String expected, DerivationMethod method, byte[] key, CryptographicAlgorithm algorithm,
            DerivationParameters said) {
        assertEquals(expected, HEX.formatHex(Derivation.derive(method, key, algorithm, said, expected.length() / 2)));
    }

    private static DerivationParameters said(CryptographicParameters parameters, byte[] iv, byte[]... data) {
        return new DerivationParameters(parameters, iv, List.of(data), null, null);
    }

    private static CryptographicParameters parameters(HashingAlgorithm hash, BlockCipherMode mode) {
        return new CryptographicParameters(mode, null, hash, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
