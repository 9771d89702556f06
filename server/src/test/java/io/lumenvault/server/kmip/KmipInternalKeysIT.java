package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.ttlv.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Keys that are made in the HSM: they are used there, by Encrypt and Decrypt, and never given out. */
@ExtendWith(SharedKmipSite.class)
class KmipInternalKeysIT {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;
    private static final int HARDWARE = KmipMask.of(ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);
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
            assertRefused(ResultReason.INVALID_FIELD, () -> client.call(new Encrypt.Request(key, cbc, TEXT.clone(), null, null, null),
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
    void otherKeys_areNotUsedAtTheServer_andNotMadeInTheToken() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", VERSION)) {
            String external = client.create(ObjectType.SYMMETRIC_KEY, aes(), mask(0x0C));
            client.activate(external);
            assertRefused(ResultReason.INVALID_FIELD, () -> client.call(new Encrypt.Request(UniqueIdentifier.of(external),
                    parameters(BlockCipherMode.ECB, null, null), new byte[16], null, null, null), Encrypt.Response.class));
            Attributes chacha = Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.CHACHA20),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), mask(0x0C));
            assertRefused(ResultReason.PROTECTION_STORAGE_UNAVAILABLE, () -> client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, chacha,
                    List.of(HARDWARE)), Create.Response.class));
        }
    }

    private UniqueIdentifier activeKey(KmipClient client, int usage) throws IOException {
        Attributes attributes = Attributes.of(aes(), Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), mask(usage));
        String id = client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, attributes, List.of(HARDWARE)), Create.Response.class)
                .uniqueIdentifier();
        client.activate(id);
        assertNotNull(id);
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
