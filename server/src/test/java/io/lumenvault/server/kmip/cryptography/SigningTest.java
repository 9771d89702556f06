package io.lumenvault.server.kmip.cryptography;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

/** Pairs of every kind are made, sign and verify, in one part and in two, and keep their keys through each of their formats. */
class SigningTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] MESSAGE = {1, 2, 3, 4, 5};
    private static final KeyPairs.Made RSA = KeyPairs.make(CryptographicAlgorithm.RSA, 2048, null, null, null, RANDOM);

    @ParameterizedTest
    @CsvSource({"PSS, SHA_256, 222", "PSS, SHA_256,", "PSS, SHA_3_384, 0", "PKCS1_V1_5, SHA_512,", "PKCS1_V1_5, SHA_3_256,"})
    void rsa_signatureOfTwoParts_isValidForTheMessageAlone(PaddingMethod padding, HashingAlgorithm hash, Integer salt) {
        assertSigns(RSA, parameters(padding, hash, salt));
        byte[] digest = Hashes.digest(hash).digest(MESSAGE);
        byte[] signature = new Signing(RSA.privateKey(), parameters(padding, hash, salt), RANDOM).signDigest(digest);
        assertTrue(verify(RSA, parameters(padding, hash, null), MESSAGE, signature));
    }

    @ParameterizedTest
    @EnumSource(value = RecommendedCurve.class, names = {"P_256", "P_384", "P_521", "SECP256K1"})
    void ecdsa_signsOnEachCurve_andItsFormatsHoldTheSameKey(RecommendedCurve curve) {
        KeyPairs.Made pair = KeyPairs.make(CryptographicAlgorithm.EC, null, curve, null, null, RANDOM);
        assertEquals(KeyFormatType.TRANSPARENT_EC_PRIVATE_KEY, pair.privateKey().format());
        assertSigns(pair, parameters(null, HashingAlgorithm.SHA_256, null));
        for (KeyFormatType format : new KeyFormatType[] {KeyFormatType.PKCS_8, KeyFormatType.ECPRIVATEKEY}) {
            KeyBlock other = inFormat(pair.privateKey(), true, format);
            KeyBlock open = inFormat(pair.publicKey(), false, KeyFormatType.X_509);
            assertSigns(new KeyPairs.Made(other, open, pair.length()), parameters(null, HashingAlgorithm.SHA_256, null));
        }
    }

    @ParameterizedTest
    @EnumSource(value = CryptographicAlgorithm.class, names = {"ED25519", "ED448", "ML_DSA_44", "ML_DSA_87", "SLH_DSA_SHA2_128F"})
    void wholeMessageSchemes_sign_andTakeNoDigest(CryptographicAlgorithm algorithm) {
        KeyPairs.Made pair = KeyPairs.make(algorithm, null, null, null, null, RANDOM);
        assertSigns(pair, parameters(null, null, null));
        Signing signing = new Signing(pair.privateKey(), parameters(null, null, null), RANDOM);
        assertEquals(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS,
                assertThrows(KmipException.class, () -> signing.signDigest(new byte[32])).reason());
    }

    @Test
    void rsaFormats_holdTheSameKey_andAnEcFormatIsRefused() {
        byte[] pkcs1 = RSA.privateKey().material().orElseThrow();
        KeyBlock parts = inFormat(RSA.privateKey(), true, KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY);
        KeyBlock info = inFormat(parts, true, KeyFormatType.PKCS_8);
        assertArrayEquals(pkcs1, inFormat(info, true, KeyFormatType.PKCS_1).material().orElseThrow());
        assertEquals(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, assertThrows(KmipException.class,
                () -> inFormat(info, true, KeyFormatType.ECPRIVATEKEY)).reason());
    }

    @Test
    void rsaKeyThatDoesNotSayItsPrimes_signsNotByPss() throws Exception {
        var whole = org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(RSA.privateKey().material().orElseThrow());
        BigInteger none = BigInteger.ZERO;
        KeyBlock bare = KeyBlock.of(KeyFormatType.PKCS_1, new org.bouncycastle.asn1.pkcs.RSAPrivateKey(whole.getModulus(),
                whole.getPublicExponent(), whole.getPrivateExponent(), none, none, none, none, none).getEncoded(), CryptographicAlgorithm.RSA, 2048);
        Signing signing = new Signing(bare, parameters(PaddingMethod.PSS, HashingAlgorithm.SHA_256, null), RANDOM);
        assertEquals(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS,
                assertThrows(KmipException.class, () -> signing.finish(MESSAGE)).reason());
    }

    /** RFC 8017 appendix A.2.3 has trailerFieldBC (1) alone. */
    @Test
    void pss_withAnotherTrailerThanTheStandardOne_isRefused() {
        assertSigns(RSA, trailer(1));
        assertEquals(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS,
                assertThrows(KmipException.class, () -> new Signing(RSA.privateKey(), trailer(2), RANDOM)).reason());
    }

    private static CryptographicParameters trailer(int field) {
        return new CryptographicParameters(null, PaddingMethod.PSS, HashingAlgorithm.SHA_256, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, field);
    }

    private static KeyBlock inFormat(KeyBlock block, boolean secret, KeyFormatType wanted) {
        try (AsymmetricKey key = KeyReading.read(block, secret)) {
            return KeyWriting.write(key, wanted, block.algorithm(), block.length());
        }
    }

    private static void assertSigns(KeyPairs.Made pair, CryptographicParameters parameters) {
        Signing signing = new Signing(pair.privateKey(), parameters, RANDOM);
        signing.update(new byte[] {1, 2});
        byte[] signature = signing.finish(new byte[] {3, 4, 5});
        assertTrue(verify(pair, parameters, MESSAGE, signature));
        assertFalse(verify(pair, parameters, new byte[] {1, 2, 3, 4, 6}, signature));
        signature[signature.length / 2] ^= 1;
        assertFalse(verify(pair, parameters, MESSAGE, signature));
    }

    private static boolean verify(KeyPairs.Made pair, CryptographicParameters parameters, byte[] message, byte[] signature) {
        Verification verification = Verification.by(pair.publicKey(), parameters);
        verification.against(signature);
        return Verification.valid(verification.finish(message));
    }

    private static CryptographicParameters parameters(PaddingMethod padding, HashingAlgorithm hash, Integer salt) {
        return new CryptographicParameters(null, padding, hash, null, null, null, null, null, null, null, null, null, null, salt, null,
                null, null, null);
    }
}
