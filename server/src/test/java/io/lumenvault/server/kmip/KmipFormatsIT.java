package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key Format Types over TLS on one real site: Get turns keys into others, Register takes only what a key is said to be. */
@ExtendWith(SharedKmipSite.class)
class KmipFormatsIT {

    private static final Attribute RSA = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.RSA);
    private static final Attribute SIGN = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x1);
    private static final Attribute VERIFY = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x2);

    private final KmipSite site;

    KmipFormatsIT(KmipSite site) {
        this.site = site;
    }

    static Stream<ProtocolVersion> versions() {
        return Stream.of(ProtocolVersion.V1_2, ProtocolVersion.V2_1);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rsaPair_isGivenInItsOtherFormats_whichTheJdkReads_andNotInThoseOfOthers(ProtocolVersion version) throws Exception {
        try (KmipClient client = site.client("kmip-client-a", version)) {
            CreateKeyPair.Response pair = client.keys().createKeyPair(Attributes.of(RSA, Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 2048)),
                    Attributes.of(SIGN), Attributes.of(VERIFY));
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(
                    material(get(client, pair.privateKeyUniqueIdentifier(), KeyFormatType.PKCS_8))));
            RSAPublicKey open = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(
                    material(get(client, pair.publicKeyUniqueIdentifier(), KeyFormatType.X_509))));
            assertEquals(open.getModulus(), secret.getModulus());
            assertEquals(KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY,
                    get(client, pair.privateKeyUniqueIdentifier(), KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY).keyBlock().format());
            assertEquals(KeyFormatType.PKCS_1, client.get(pair.privateKeyUniqueIdentifier()).keyBlock().format());
            assertEquals(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, assertThrows(KmipException.class,
                    () -> get(client, pair.privateKeyUniqueIdentifier(), KeyFormatType.ECPRIVATEKEY)).reason());
            assertRegisters(client, secret.getEncoded());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void certificate_isOfX509_andOfNothingElse(ProtocolVersion version) throws Exception {
        byte[] der;
        try (var in = Files.newInputStream(site.credential("kmip-client-a").certificate())) {
            der = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
        }
        try (KmipClient client = site.client("kmip-client-a", version)) {
            String taken = client.register(new ManagedObject.Certificate(CertificateType.X_509, der));
            assertArrayEquals(der, ((ManagedObject.Certificate) get(client, taken, KeyFormatType.X_509)).value());
            assertEquals(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, assertThrows(KmipException.class,
                    () -> get(client, taken, KeyFormatType.PKCS_1)).reason());
        }
    }

    private static void assertRegisters(KmipClient client, byte[] pkcs8) throws IOException {
        String taken = client.register(privateKey(pkcs8, CryptographicAlgorithm.RSA, 2048), SIGN);
        assertArrayEquals(pkcs8, material(client.get(taken)));
        assertRefused(client, privateKey(pkcs8, CryptographicAlgorithm.RSA, 4096));
        assertRefused(client, privateKey(pkcs8, CryptographicAlgorithm.EC, 2048));
        assertRefused(client, privateKey(new byte[] {1, 2, 3, 4}, CryptographicAlgorithm.RSA, 2048));
    }

    private static void assertRefused(KmipClient client, ManagedObject object) {
        assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> client.register(object, SIGN)).reason());
    }

    private static ManagedObject privateKey(byte[] pkcs8, CryptographicAlgorithm algorithm, int bits) {
        return new ManagedObject.PrivateKey(KeyBlock.of(KeyFormatType.PKCS_8, pkcs8.clone(), algorithm, bits));
    }

    private static ManagedObject get(KmipClient client, String key, KeyFormatType format) throws IOException {
        return client.call(new Get.Request(UniqueIdentifier.of(key), format, null, null, null), Get.Response.class).object();
    }

    private static byte[] material(ManagedObject object) {
        return object.keyBlock().material().orElseThrow();
    }
}
