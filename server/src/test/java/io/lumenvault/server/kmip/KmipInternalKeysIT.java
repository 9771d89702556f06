package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyInformation;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.KeyWrappingSpecification;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KeyWrapType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Keys that are made in the HSM: they are used there, by Encrypt and Decrypt, and never given out, or wrapped only. */
@ExtendWith(SharedKmipSite.class)
class KmipInternalKeysIT {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;
    private static final int HARDWARE = KmipMask.of(ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);
    private static final int TRANSLATE = HARDWARE | KmipMask.of(ProtectionStorageMask.SOFTWARE);
    /** KMIP 1.4 section 9.1.3.3.1. */
    private static final int WRAP = 0x10;
    private static final int UNWRAP = 0x20;
    private static final byte[] TEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEADER = {1, 2, 3};

    private final KmipSite site;

    KmipInternalKeysIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void gcm_roundTrips_withTheServersIv_andOneChangedBitIsRefused() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            UniqueIdentifier key = activeKey(client, 0x0C);
            CryptographicParameters gcm = parameters(BlockCipherMode.GCM, null, true);
            Encrypt.Response sealed = client.call(new Encrypt.Request(key, gcm, TEXT.clone(), null, null, HEADER), Encrypt.Response.class);
            assertEquals(TEXT.length, sealed.data().length);
            assertEquals(16, sealed.tag().length);
            assertEquals(12, sealed.iv().length);
            assertArrayEquals(TEXT, client.call(new Decrypt.Request(key, parameters(BlockCipherMode.GCM, null, null), sealed.data(), sealed.iv(),
                    null, HEADER, sealed.tag()), Decrypt.Response.class).data());
            sealed.data()[0] ^= 1;
            assertRefused(ResultReason.CRYPTOGRAPHIC_FAILURE, () -> client.call(new Decrypt.Request(key, parameters(BlockCipherMode.GCM, null, null),
                    sealed.data(), sealed.iv(), null, HEADER, sealed.tag()), Decrypt.Response.class));
        }
    }

    @Test
    void cbc_roundTrips_withAGivenIv() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            UniqueIdentifier key = activeKey(client, 0x0C);
            CryptographicParameters cbc = parameters(BlockCipherMode.CBC, PaddingMethod.PKCS5, null);
            byte[] iv = new byte[16];
            Encrypt.Response sealed = client.call(new Encrypt.Request(key, cbc, TEXT.clone(), iv, null, null), Encrypt.Response.class);
            assertEquals(16, sealed.data().length);
            assertNull(sealed.iv());
            assertNull(sealed.tag());
            assertArrayEquals(TEXT, client.call(new Decrypt.Request(key, cbc, sealed.data(), iv, null, null, null), Decrypt.Response.class).data());
            assertRefused(ResultReason.INVALID_MESSAGE, () -> client.call(new Encrypt.Request(key, cbc, TEXT.clone(), null, null, null),
                    Encrypt.Response.class));
            assertRefused(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, () -> client.call(new Encrypt.Request(key, cbc, TEXT.clone(), new byte[15],
                    null, null), Encrypt.Response.class));
            assertRefused(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, () -> client.call(new Encrypt.Request(key,
                    parameters(BlockCipherMode.XTS, null, null), TEXT.clone(), iv, null, null), Encrypt.Response.class));
        }
    }

    @Test
    void get_isRefused_andTheObjectSaysWhy() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            UniqueIdentifier key = activeKey(client, 0x0C);
            String id = identifier(key);
            assertRefused(ResultReason.NOT_EXTRACTABLE, () -> client.get(id));
            Attributes attributes = client.getAttributes(id);
            assertEquals(List.of(false), attributes.list().stream().filter(attribute -> attribute.name() == AttributeType.EXTRACTABLE)
                    .map(attribute -> ((Item.Bool) attribute.value()).value()).toList());
        }
    }

    @Test
    void use_needsTheMaskTheStateAndTheOwner() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION); KmipClient other = site.client("kmip-other", VERSION)) {
            UniqueIdentifier sealsOnly = activeKey(client, 0x04);
            CryptographicParameters cbc = parameters(BlockCipherMode.CBC, PaddingMethod.PKCS5, null);
            Encrypt.Request encrypt = new Encrypt.Request(sealsOnly, cbc, TEXT.clone(), new byte[16], null, null);
            byte[] sealed = client.call(encrypt, Encrypt.Response.class).data();
            Decrypt.Request decrypt = new Decrypt.Request(sealsOnly, cbc, sealed, new byte[16], null, null, null);
            assertRefused(ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK, () -> client.call(decrypt, Decrypt.Response.class));
            assertRefused(ResultReason.OBJECT_NOT_FOUND, () -> other.call(encrypt, Encrypt.Response.class));
            client.revoke(identifier(sealsOnly), RevocationReason.of(RevocationReasonCode.SUPERSEDED));
            assertRefused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.call(encrypt, Encrypt.Response.class));
        }
    }

    @Test
    void destroyedKey_isGoneFromTheToken() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            UniqueIdentifier key = activeKey(client, 0x0C);
            String id = identifier(key);
            client.revoke(id, RevocationReason.of(RevocationReasonCode.SUPERSEDED));
            client.destroy(id);
            assertEquals("internal false", stored(id));
            assertRefused(ResultReason.OBJECT_DESTROYED, () -> client.call(new Encrypt.Request(key,
                    parameters(BlockCipherMode.ECB, null, null), new byte[16], null, null, null), Encrypt.Response.class));
        }
    }

    @Test
    void keysOfOtherAlgorithms_areNotMadeInTheToken() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            Attributes chacha = Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.CHACHA20),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), mask(0x0C));
            assertRefused(ResultReason.PROTECTION_STORAGE_UNAVAILABLE, () -> client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, chacha,
                    List.of(HARDWARE)), Create.Response.class));
        }
    }

    /** What the client unwraps with its own copy of the wrapping key is the key that the HSM encrypts with. */
    @Test
    void translateKey_leavesWrappedOnly_andIsUsedInTheHsm() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION); KmipClient other = site.client("kmip-other", VERSION)) {
            byte[] kek = new byte[32];
            kek[0] = 7;
            UniqueIdentifier wrapping = wrappingKey(client, kek, WRAP | UNWRAP);
            UniqueIdentifier key = activeKey(client, 0x0C, List.of(TRANSLATE));
            assertEquals("translate false", stored(identifier(key)));
            assertRefused(ResultReason.SENSITIVE, () -> client.get(identifier(key)));
            byte[] block = encryptedZeros(client, key);
            CryptographicParameters ecb = parameters(BlockCipherMode.ECB, null, null);
            assertArrayEquals(new byte[16], client.call(new Decrypt.Request(key, ecb, block, null, null, null, null),
                    Decrypt.Response.class).data());
            for (BlockCipherMode mode : List.of(BlockCipherMode.AESKEYWRAPPADDING, BlockCipherMode.NISTKEYWRAP)) {
                KeyBlock wrapped = client.call(get(key, wrapping, mode, EncodingOption.NO_ENCODING), Get.Response.class)
                        .object().keyBlock();
                assertEquals(identifier(wrapping), identifier(wrapped.wrapping().encryption().identifier()));
                assertArrayEquals(ecb(unwrapped(kek, mode, ((KeyValue.Wrapped) wrapped.value()).bytes())), block);
            }
            assertRefused(ResultReason.ENCODING_OPTION_ERROR, () -> client.call(get(key, wrapping, BlockCipherMode.AESKEYWRAPPADDING, null),
                    Get.Response.class));
            UniqueIdentifier nothing = UniqueIdentifier.of(UUID.randomUUID().toString());
            assertRefused(ResultReason.WRAPPING_OBJECT_NOT_FOUND, () -> client.call(get(key, nothing,
                    BlockCipherMode.AESKEYWRAPPADDING, EncodingOption.NO_ENCODING), Get.Response.class));
            assertRefused(ResultReason.OBJECT_NOT_FOUND, () -> other.call(get(key, wrapping, BlockCipherMode.AESKEYWRAPPADDING,
                    EncodingOption.NO_ENCODING), Get.Response.class));
            assertRefused(ResultReason.INVALID_FIELD, () -> client.call(get(wrapping, wrapping, BlockCipherMode.AESKEYWRAPPADDING,
                    EncodingOption.NO_ENCODING), Get.Response.class));
            assertRefused(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, () -> client.call(get(key, wrapping, BlockCipherMode.CBC,
                    EncodingOption.NO_ENCODING), Get.Response.class));
            assertRefused(ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK, () -> client.call(get(wrapping, key,
                    BlockCipherMode.AESKEYWRAPPADDING, EncodingOption.NO_ENCODING), Get.Response.class));
        }
    }

    @Test
    void translateKey_leavesUnderKeysThatTheHsmHolds_andComesBack() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            UniqueIdentifier key = activeKey(client, 0x0C, List.of(TRANSLATE));
            byte[] block = encryptedZeros(client, key);
            for (int mask : List.of(HARDWARE, TRANSLATE)) {
                UniqueIdentifier wrapping = activeKey(client, WRAP | UNWRAP, List.of(mask), wraps());
                KeyBlock wrapped = client.call(get(key, wrapping, BlockCipherMode.AESKEYWRAPPADDING, EncodingOption.NO_ENCODING),
                        Get.Response.class).object().keyBlock();
                String back = client.call(new Register.Request(Attributes.of(mask(0x0C)), new ManagedObject.SymmetricKey(wrapped),
                        List.of(TRANSLATE)), Register.Response.class).uniqueIdentifier();
                client.activate(back);
                assertArrayEquals(block, encryptedZeros(client, UniqueIdentifier.of(back)));
                Import.Request imported = new Import.Request(UniqueIdentifier.of(UUID.randomUUID().toString()), ObjectType.SYMMETRIC_KEY, null,
                        KeyWrapType.NOT_WRAPPED, List.of(mask(0x0C)), new ManagedObject.SymmetricKey(wrapped));
                String same = client.keys().importObject(imported);
                client.activate(same);
                assertArrayEquals(block, encryptedZeros(client, UniqueIdentifier.of(same)));
                assertRefused(ResultReason.OBJECT_ALREADY_EXISTS, () -> client.keys().importObject(imported));
                ((KeyValue.Wrapped) wrapped.value()).bytes()[5] ^= 1;
                assertRefused(ResultReason.CRYPTOGRAPHIC_FAILURE, () -> client.call(new Register.Request(Attributes.of(mask(0x0C)),
                        new ManagedObject.SymmetricKey(wrapped), List.of(TRANSLATE)), Register.Response.class));
                client.revoke(identifier(wrapping), RevocationReason.of(RevocationReasonCode.SUPERSEDED));
                assertRefused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.call(get(key, wrapping,
                        BlockCipherMode.AESKEYWRAPPADDING, EncodingOption.NO_ENCODING), Get.Response.class));
            }
        }
    }

    /** In KMIP 1.0, where there is no Encoding Option, what is wrapped is the encoded Key Value. */
    @Test
    void externalKey_leavesWrapped_inEveryVersion() throws Exception {
        byte[] kek = new byte[16];
        String wrapping;
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            wrapping = identifier(wrappingKey(client, kek, WRAP));
        }
        for (ProtocolVersion version : List.of(ProtocolVersion.V1_0, ProtocolVersion.V1_4, VERSION)) {
            try (KmipClient client = site.client("kmip-client-a", version)) {
                String key = client.create(ObjectType.SYMMETRIC_KEY, aes(), mask(0x0C));
                KeyBlock wrapped = client.call(get(UniqueIdentifier.of(key), UniqueIdentifier.of(wrapping), BlockCipherMode.NISTKEYWRAP,
                        null), Get.Response.class).object().keyBlock();
                byte[] value = unwrapped(kek, BlockCipherMode.NISTKEYWRAP, ((KeyValue.Wrapped) wrapped.value()).bytes());
                assertArrayEquals(TtlvWriter.write(client.get(key).keyBlock().value().toItem(version)), value);
            }
        }
    }

    private static byte[] encryptedZeros(KmipClient client, UniqueIdentifier key) throws IOException {
        return client.call(new Encrypt.Request(key, parameters(BlockCipherMode.ECB, null, null), new byte[16], null, null, null),
                Encrypt.Response.class).data();
    }

    private static Get.Request get(UniqueIdentifier key, UniqueIdentifier wrapping, BlockCipherMode mode, EncodingOption encoding) {
        return new Get.Request(key, null, null, null, new KeyWrappingSpecification(WrappingMethod.ENCRYPT,
                new KeyInformation(wrapping, parameters(mode, null, null)), null, List.of(), encoding));
    }

    /** An external key that both sides know. */
    private static UniqueIdentifier wrappingKey(KmipClient client, byte[] kek, int usage) throws IOException {
        String id = client.call(new Register.Request(Attributes.of(mask(usage),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_PARAMETERS, parameters(BlockCipherMode.NISTKEYWRAP, null, null)), wraps()),
                new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, kek.clone(), CryptographicAlgorithm.AES, kek.length * 8))),
                Register.Response.class).uniqueIdentifier();
        client.activate(id);
        return UniqueIdentifier.of(id);
    }

    private static Attribute wraps() {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_PARAMETERS, parameters(BlockCipherMode.AESKEYWRAPPADDING, null, null));
    }

    private static byte[] unwrapped(byte[] kek, BlockCipherMode mode, byte[] wrapped) throws Exception {
        Cipher cipher = Cipher.getInstance(mode == BlockCipherMode.NISTKEYWRAP ? "AES/KW/NoPadding" : "AES/KWP/NoPadding");
        cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek, "AES"));
        return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    }

    private static byte[] ecb(byte[] key) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher.doFinal(new byte[16]);
    }

    private UniqueIdentifier activeKey(KmipClient client, int usage) throws IOException {
        return activeKey(client, usage, List.of(HARDWARE));
    }

    private UniqueIdentifier activeKey(KmipClient client, int usage, List<Integer> storage, Attribute... further) throws IOException {
        List<Attribute> all = new ArrayList<>(List.of(aes(), Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), mask(usage)));
        all.addAll(List.of(further));
        String id = client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(all.toArray(Attribute[]::new)), storage),
                Create.Response.class).uniqueIdentifier();
        client.activate(id);
        return UniqueIdentifier.of(id);
    }

    private static String identifier(UniqueIdentifier key) {
        return ((UniqueIdentifier.Text) key).value();
    }

    private static Attribute aes() {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    }

    private static Attribute mask(int usage) {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, usage);
    }

    private static CryptographicParameters parameters(BlockCipherMode mode, PaddingMethod padding, Boolean randomIv) {
        return new CryptographicParameters(mode, padding, null, null, null, null, randomIv, null, null, null, null, null, null, null, null,
                null, null, null);
    }

    private static void assertRefused(ResultReason reason, Executable request) {
        assertEquals(reason, assertThrows(KmipException.class, request).reason());
    }

    private String stored(String id) throws Exception {
        String password = Files.readString(site.database().passwordFile()).strip();
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(), password);
                PreparedStatement select = connection.prepareStatement("select storage_class, token_key from managed_object where uid = ?")) {
            select.setObject(1, UUID.fromString(id));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1) + " " + row.getBoolean(2);
            }
        }
    }
}
