package io.lumenvault.server.kmip.cryptography;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.KEM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys turned from format to format, checked against what is said of them, and their encapsulations against another library. */
class KeyFormsTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @CsvSource({"RSA, , PKCS_8, X_509", "RSA, , TRANSPARENT_RSA_PRIVATE_KEY, TRANSPARENT_RSA_PUBLIC_KEY",
        "EC, P_384, ECPRIVATEKEY, X_509", "ECDSA, SECP256K1, PKCS_8, TRANSPARENT_ECDSA_PUBLIC_KEY", "ED25519, , RAW, RAW",
        "ML_DSA_44, , RAW, RAW"})
    void keyThatGoesThroughAnotherFormat_isTheSameKey(CryptographicAlgorithm algorithm, RecommendedCurve curve, KeyFormatType ofPrivate,
            KeyFormatType ofPublic) {
        KeyPairs.Made pair = KeyPairs.make(algorithm, null, curve, null, null, RANDOM);
        assertReturns(pair.privateKey(), true, ofPrivate);
        assertReturns(pair.publicKey(), false, ofPublic);
        assertDoesNotThrow(() -> KeyCheck.require(KeyForms.convert(pair.privateKey(), true, ofPrivate), true, algorithm, pair.length()));
        assertDoesNotThrow(() -> KeyCheck.require(KeyForms.convert(pair.publicKey(), false, ofPublic), false, algorithm, pair.length()));
    }

    private static void assertReturns(KeyBlock block, boolean secret, KeyFormatType wanted) {
        assertTrue(KeyForms.convertible(secret, block.algorithm(), block.format(), wanted));
        KeyBlock other = KeyForms.convert(block, secret, wanted);
        assertEquals(wanted, other.format());
        assertEquals(block.length(), other.length());
        try (AsymmetricKey before = KeyReading.read(block, secret); AsymmetricKey after = KeyReading.read(other, secret)) {
            KeyFormatType standard = secret ? KeyFormatType.PKCS_8 : KeyFormatType.X_509;
            assertArrayEquals(KeyForms.convert(block, secret, standard).material().orElseThrow(),
                    KeyForms.convert(KeyForms.convert(other, secret, block.format()), secret, standard).material().orElseThrow());
            assertEquals(before.isPrivate(), after.isPrivate());
        }
    }

    @Test
    void formatsOfOtherKinds_areNotOffered() {
        assertFalse(KeyForms.convertible(true, CryptographicAlgorithm.RSA, KeyFormatType.PKCS_1, KeyFormatType.ECPRIVATEKEY));
        assertFalse(KeyForms.convertible(true, CryptographicAlgorithm.RSA, KeyFormatType.OPAQUE, KeyFormatType.PKCS_8));
        assertFalse(KeyForms.convertible(false, CryptographicAlgorithm.RSA, KeyFormatType.PKCS_1, KeyFormatType.PKCS_8));
        assertFalse(KeyForms.convertible(true, CryptographicAlgorithm.DSA, KeyFormatType.PKCS_8, KeyFormatType.RAW));
        assertFalse(KeyForms.convertible(true, null, KeyFormatType.PKCS_8, KeyFormatType.PKCS_1));
        KeyPairs.Made x25519 = KeyPairs.make(CryptographicAlgorithm.ECDH, null, RecommendedCurve.CURVE25519, null, null, RANDOM);
        assertEquals(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, assertThrows(KmipException.class,
                () -> KeyForms.convert(x25519.privateKey(), true, KeyFormatType.TRANSPARENT_EC_PRIVATE_KEY)).reason());
    }

    @Test
    void keyThatIsNotWhatItIsSaidToBe_isRefused() {
        KeyPairs.Made rsa = KeyPairs.make(CryptographicAlgorithm.RSA, 2048, null, null, null, RANDOM);
        refuses(rsa.privateKey(), true, CryptographicAlgorithm.EC, 2048, "Cryptographic Algorithm");
        refuses(rsa.privateKey(), true, CryptographicAlgorithm.RSA, 3072, "Cryptographic Length is 3072 bits, but the key has 2048");
        refuses(rsa.publicKey(), true, CryptographicAlgorithm.RSA, 2048, "not a key in Key Format Type PKCS#1");
        refuses(block(KeyFormatType.PKCS_8, new byte[] {1, 2, 3}), true, CryptographicAlgorithm.RSA, 2048, "PKCS#8");
        KeyPairs.Made p256 = KeyPairs.make(CryptographicAlgorithm.EC, null, RecommendedCurve.P_256, KeyFormatType.PKCS_8, null, RANDOM);
        refuses(p256.privateKey(), true, CryptographicAlgorithm.ECDSA, 384, "Cryptographic Length");
        refuses(p256.privateKey(), true, CryptographicAlgorithm.RSA, 256, "Cryptographic Algorithm");
    }

    /** An empty sequence, one that is too short, and one whose elements are of another class. */
    @ParameterizedTest
    @ValueSource(strings = {"3000", "3003040100", "3003020100", "3006040004000400", "3080", ""})
    void sequenceThatIsNoKey_isRefused_whateverItsReaderComesUpon(String der) {
        byte[] bytes = HexFormat.of().parseHex(der);
        for (KeyFormatType format : new KeyFormatType[] {KeyFormatType.PKCS_1, KeyFormatType.PKCS_8}) {
            refuses(block(format, bytes), true, CryptographicAlgorithm.RSA, 2048, format.text());
        }
        for (KeyFormatType format : new KeyFormatType[] {KeyFormatType.PKCS_1, KeyFormatType.X_509}) {
            refuses(block(format, bytes), false, CryptographicAlgorithm.RSA, 2048, format.text());
        }
    }

    @Test
    void whatCannotBeJudged_isNot() throws Exception {
        assertDoesNotThrow(() -> KeyCheck.require(block(KeyFormatType.OPAQUE, new byte[] {1}), true, CryptographicAlgorithm.RSA, 2048));
        var underPassword = new org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo(
                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers.id_PBES2), new byte[32]);
        KeyBlock encrypted = block(KeyFormatType.PKCS_8, underPassword.getEncoded());
        assertDoesNotThrow(() -> KeyCheck.require(encrypted, true, CryptographicAlgorithm.RSA, 2048));
    }

    private static void refuses(KeyBlock block, boolean secret, CryptographicAlgorithm algorithm, int length, String said) {
        KmipException refused = assertThrows(KmipException.class, () -> KeyCheck.require(block, secret, algorithm, length));
        assertEquals(ResultReason.INVALID_FIELD, refused.reason());
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }

    private static KeyBlock block(KeyFormatType format, byte[] material) {
        return KeyBlock.of(format, material, null, null);
    }

    @ParameterizedTest
    @EnumSource(value = CryptographicAlgorithm.class, names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void encapsulation_isOpenedByBouncyCastle_andOneOfItsIsOpenedHere(CryptographicAlgorithm algorithm) throws Exception {
        KeyPairs.Made pair = KeyPairs.make(algorithm, null, null, null, null, RANDOM);
        KeyFactory factory = KeyFactory.getInstance("ML-KEM", Providers.BOUNCY_CASTLE);
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey().material().orElseThrow()));
        KEM kem = KEM.getInstance("ML-KEM", Providers.BOUNCY_CASTLE);
        KeyEncapsulation.Made made = KeyEncapsulation.encapsulate(pair.publicKey(), RANDOM);
        assertArrayEquals(made.secret(), kem.newDecapsulator(privateKey).decapsulate(made.data()).getEncoded());
        KEM.Encapsulated theirs = kem.newEncapsulator(factory.generatePublic(
                new X509EncodedKeySpec(pair.publicKey().material().orElseThrow()))).encapsulate();
        assertArrayEquals(theirs.key().getEncoded(), KeyEncapsulation.decapsulate(pair.privateKey(), theirs.encapsulation()));
        assertEquals(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, assertThrows(KmipException.class, () -> KeyEncapsulation.encapsulate(
                KeyPairs.make(CryptographicAlgorithm.ED25519, null, null, null, null, RANDOM).publicKey(), RANDOM)).reason());
    }
}
