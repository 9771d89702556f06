package io.lumenvault.kmip.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyWrappingTest {

    private static final Layout HOLDER = Layout.of("holder", Field.optional(Tag.SYMMETRIC_KEY));
    private static final byte[] KEK = HexFormat.of().parseHex("000102030405060708090A0B0C0D0E0F");
    private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899AABBCCDDEEFF");
    private final KeyWrapping wrapping = new KeyWrapping(new SecretKeySpec(KEK, "AES"), new SecretKeySpec(KEY, "HmacSHA256"),
            new SecureRandom());

    private static KeyBlock plain() {
        return KeyBlock.of(KeyFormatType.RAW, KEY.clone(), CryptographicAlgorithm.AES, 128);
    }

    private static KeyWrappingSpecification how(WrappingMethod method, BlockCipherMode mode, EncodingOption encoding) {
        Structure parameters = mode == null ? null : Structure.of(Tag.CRYPTOGRAPHIC_PARAMETERS,
                new Item.Enumeration(Tag.BLOCK_CIPHER_MODE, mode.code()));
        KeyInformation kek = new KeyInformation(UniqueIdentifier.of("kek"), CryptographicParameters.from(parameters));
        return new KeyWrappingSpecification(method, kek, new KeyInformation(UniqueIdentifier.of("mac"), null), List.of(), encoding);
    }

    /** RFC 3394 section 4.1. */
    @Test
    void wrap_nistKeyWrapWithoutEncoding_isTheVectorOfTheRfc() {
        KeyBlock wrapped = wrapping.wrap(plain(), how(WrappingMethod.ENCRYPT, null, EncodingOption.NO_ENCODING), ProtocolVersion.V1_4);
        assertArrayEquals(HexFormat.of().parseHex("1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5"),
                ((KeyValue.Wrapped) wrapped.value()).bytes());
    }

    @ParameterizedTest
    @CsvSource({"ENCRYPT, NISTKEYWRAP", "ENCRYPT, AESKEYWRAPPADDING", "ENCRYPT, CBC", "ENCRYPT, GCM", "MAC_SIGN, NISTKEYWRAP",
        "ENCRYPT_THEN_MAC_SIGN, NISTKEYWRAP", "MAC_SIGN_THEN_ENCRYPT, GCM"})
    void unwrap_wrappedKey_isThePlainOneAfterAJourney(WrappingMethod method, BlockCipherMode mode) {
        for (ProtocolVersion version : List.of(ProtocolVersion.V1_4, ProtocolVersion.V2_1)) {
            for (EncodingOption encoding : EncodingOption.values()) {
                KeyBlock wrapped = wrapping.wrap(plain(), how(method, mode, encoding), version);
                Structure sent = Structure.of(Tag.REQUEST_PAYLOAD, ObjectCodec.write(new ManagedObject.SymmetricKey(wrapped), version));
                KeyBlock received = ObjectCodec.read(HOLDER.readRequest(sent, version)).keyBlock();
                KeyBlock opened = wrapping.unwrap(received, version);
                assertArrayEquals(KEY, opened.material().orElseThrow(), method + " " + mode + " " + encoding);
            }
        }
    }

    @Test
    void wrap_attributesWithTheKey_areInTheTtlvEncodingAlone() {
        KeyBlock named = new KeyBlock(KeyFormatType.RAW, null, new KeyValue.Plain(new Item.Bytes(Tag.KEY_MATERIAL, KEY.clone()),
                List.of(Attribute.name("n"))), null, null, null);
        KeyBlock wrapped = wrapping.wrap(named, how(WrappingMethod.ENCRYPT, null, null), ProtocolVersion.V2_1);
        assertEquals(1, ((KeyValue.Plain) wrapping.unwrap(wrapped, ProtocolVersion.V2_1).value()).attributes().size());
        assertReason(ResultReason.ENCODING_OPTION_ERROR, () -> wrapping.wrap(named,
                how(WrappingMethod.ENCRYPT, null, EncodingOption.NO_ENCODING), ProtocolVersion.V2_1));
    }

    @ParameterizedTest
    @CsvSource({"ENCRYPT, NISTKEYWRAP", "ENCRYPT, GCM", "MAC_SIGN, NISTKEYWRAP", "ENCRYPT_THEN_MAC_SIGN, CBC"})
    void unwrap_oneBitChanged_isACryptographicFailure(WrappingMethod method, BlockCipherMode mode) {
        KeyBlock wrapped = wrapping.wrap(plain(), how(method, mode, null), ProtocolVersion.V1_4);
        ((KeyValue.Wrapped) wrapped.value()).bytes()[9] ^= 1;
        assertReason(ResultReason.CRYPTOGRAPHIC_FAILURE, () -> wrapping.unwrap(wrapped, ProtocolVersion.V1_4));
    }

    private static KeyWrappingSpecification asked(WrappingMethod method, Item... parameters) {
        KeyInformation information = new KeyInformation(UniqueIdentifier.of("key"),
                CryptographicParameters.from(Structure.of(Tag.CRYPTOGRAPHIC_PARAMETERS, parameters)));
        return new KeyWrappingSpecification(method, method == WrappingMethod.MAC_SIGN ? null : information,
                method == WrappingMethod.MAC_SIGN ? information : null, List.of(), EncodingOption.NO_ENCODING);
    }

    private static Item asked(Tag tag, KmipEnumeration value) {
        return new Item.Enumeration(tag, value.code());
    }

    private byte[] wrapped(KeyWrappingSpecification how) {
        KeyBlock block = wrapping.wrap(plain(), how, ProtocolVersion.V2_1);
        assertArrayEquals(KEY, wrapping.unwrap(block, ProtocolVersion.V2_1).material().orElseThrow());
        return ((KeyValue.Wrapped) block.value()).bytes();
    }

    /** The key is one block: with padding it takes two. */
    @Test
    void wrap_cbc_padsAsIsAsked() {
        Item cbc = asked(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.CBC);
        assertEquals(16, wrapped(asked(WrappingMethod.ENCRYPT, cbc, asked(Tag.PADDING_METHOD, PaddingMethod.NONE))).length);
        assertEquals(32, wrapped(asked(WrappingMethod.ENCRYPT, cbc, asked(Tag.PADDING_METHOD, PaddingMethod.PKCS5))).length);
        assertEquals(32, wrapped(asked(WrappingMethod.ENCRYPT, cbc)).length);
        assertReason(ResultReason.FEATURE_NOT_SUPPORTED, () -> wrapped(asked(WrappingMethod.ENCRYPT, cbc,
                asked(Tag.PADDING_METHOD, PaddingMethod.ANSI_X9_23))));
        assertReason(ResultReason.FEATURE_NOT_SUPPORTED, () -> wrapped(asked(WrappingMethod.ENCRYPT,
                asked(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.NISTKEYWRAP), asked(Tag.PADDING_METHOD, PaddingMethod.PKCS5))));
    }

    @ParameterizedTest
    @CsvSource({"12, 28", "16, 32", "11, 0", "17, 0"})
    void wrap_gcm_hasTheTagLengthThatIsAsked(int tagBytes, int bytes) {
        KeyWrappingSpecification how = asked(WrappingMethod.ENCRYPT, asked(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.GCM),
                new Item.Int(Tag.TAG_LENGTH, tagBytes));
        if (bytes > 0) {
            assertEquals(bytes, wrapped(how).length);
        } else {
            assertReason(ResultReason.FEATURE_NOT_SUPPORTED, () -> wrapped(how));
        }
    }

    @ParameterizedTest
    @CsvSource({"HMAC_SHA1, 20", "HMAC_SHA256, 32", "HMAC_SHA384, 48", "HMAC_SHA512, 64", "HMAC_MD5, 0", "AES, 0"})
    void wrap_mac_isThatOfTheAlgorithm(CryptographicAlgorithm algorithm, int bytes) {
        KeyWrappingSpecification how = asked(WrappingMethod.MAC_SIGN, asked(Tag.CRYPTOGRAPHIC_ALGORITHM, algorithm));
        if (bytes > 0) {
            assertEquals(bytes, wrapping.wrap(plain(), how, ProtocolVersion.V2_1).wrapping().macSignature().length);
        } else {
            assertReason(ResultReason.FEATURE_NOT_SUPPORTED, () -> wrapping.wrap(plain(), how, ProtocolVersion.V2_1));
        }
    }

    @Test
    void wrap_parametersThatAreNotHonoured_areRefused() {
        for (KeyWrappingSpecification how : List.of(
                asked(WrappingMethod.ENCRYPT, asked(Tag.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.CAMELLIA)),
                asked(WrappingMethod.ENCRYPT, asked(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.GCM), new Item.Int(Tag.IV_LENGTH, 128)),
                asked(WrappingMethod.ENCRYPT, asked(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.CBC), new Item.Int(Tag.TAG_LENGTH, 16)),
                asked(WrappingMethod.MAC_SIGN, asked(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.CMAC)),
                asked(WrappingMethod.MAC_SIGN, asked(Tag.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.HMAC_SHA512),
                        asked(Tag.HASHING_ALGORITHM, HashingAlgorithm.SHA_256)))) {
            assertReason(ResultReason.FEATURE_NOT_SUPPORTED, () -> wrapping.wrap(plain(), how, ProtocolVersion.V2_1));
        }
    }

    @Test
    void wrap_attributeThatTheVersionLacks_isRefusedNotLeftOut() {
        KeyBlock named = new KeyBlock(KeyFormatType.RAW, null, new KeyValue.Plain(new Item.Bytes(Tag.KEY_MATERIAL, KEY.clone()),
                List.of(Attribute.of(AttributeType.SENSITIVE, true))), null, null, null);
        assertThrows(IllegalArgumentException.class,
                () -> wrapping.wrap(named, how(WrappingMethod.ENCRYPT, null, null), ProtocolVersion.V1_3));
    }

    @Test
    void wrap_whatIsNotDoneHere_isSaid() {
        assertReason(ResultReason.FEATURE_NOT_SUPPORTED,
                () -> wrapping.wrap(plain(), how(WrappingMethod.TR_31, null, null), ProtocolVersion.V1_4));
        assertReason(ResultReason.FEATURE_NOT_SUPPORTED,
                () -> wrapping.wrap(plain(), how(WrappingMethod.ENCRYPT, BlockCipherMode.X9_102_AESKW, null), ProtocolVersion.V1_4));
        assertReason(ResultReason.INVALID_FIELD, () -> wrapping.unwrap(plain(), ProtocolVersion.V1_4));
    }

    private static void assertReason(ResultReason reason, org.junit.jupiter.api.function.Executable refused) {
        assertEquals(reason, assertThrows(KmipException.class, refused).reason());
    }
}
