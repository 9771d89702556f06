package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.Decapsulate;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.Encapsulate;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetAttributes;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.SecretDataType;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derive Key, and what else makes keys out of keys, over TLS on one real site. */
@ExtendWith(SharedKmipSite.class)
class KmipDeriveIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);
    private static final Attribute DERIVE = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x200);
    private static final CryptographicParameters SHA_256 = parameters(HashingAlgorithm.SHA_256, null);

    private final KmipSite site;
    private final String run = UUID.randomUUID().toString();

    KmipDeriveIT(KmipSite site) {
        this.site = site;
    }

    static Stream<ProtocolVersion> versions() {
        return Stream.of(ProtocolVersion.V1_0, ProtocolVersion.V1_4, ProtocolVersion.V2_0, ProtocolVersion.V2_1);
    }

    /** The first vector of RFC 7914 section 11. */
    @ParameterizedTest
    @MethodSource("versions")
    void pbkdf2_ofAPassword_givesTheKeyOfTheRfc_linkedBothWays(ProtocolVersion version) throws IOException {
        try (KmipClient client = site.client("kmip-client-a", version)) {
            String password = secret(client, "passwd");
            DerivationParameters said = new DerivationParameters(SHA_256, null, List.of(), ascii("salt"), 1);
            String key = client.keys().deriveKey(request(ObjectType.SYMMETRIC_KEY, DerivationMethod.PBKDF2, said,
                    Attributes.of(AES, bits(256), MASK, Attribute.name(run)), password));
            assertEquals("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc", hex(client.get(key)));
            assertEquals(List.of(key), client.locate(Attribute.name(run)));
            assertEquals(List.of(password), linked(client, key, LinkType.DERIVATION_BASE_OBJECT_LINK));
            assertEquals(List.of(key), linked(client, password, LinkType.DERIVED_KEY_LINK));
            assertEquals(List.of(key), client.locate(Attribute.of(AttributeType.LINK,
                    new Link(LinkType.DERIVATION_BASE_OBJECT_LINK, UniqueIdentifier.of(password)))));
        }
    }

    @Test
    void hashOfTwoKeys_isThatOfTheOneBehindTheOther_andHmacTakesSecretDataAsData() throws Exception {
        try (KmipClient client = client()) {
            String first = key(client, CryptographicAlgorithm.AES, DERIVE);
            String second = key(client, CryptographicAlgorithm.HMAC_SHA256, DERIVE);
            String both = client.keys().deriveKey(request(ObjectType.SECRET_DATA, DerivationMethod.HASH, said(SHA_256),
                    Attributes.of(bits(256), DERIVE), first, second));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(material(client.get(first)));
            assertEquals(HexFormat.of().formatHex(digest.digest(material(client.get(second)))), hex(client.get(both)));
            assertEquals(List.of(first, second), linked(client, both, LinkType.DERIVATION_BASE_OBJECT_LINK));
            String data = secret(client, "label");
            DeriveKey.Request implicit = request(ObjectType.SYMMETRIC_KEY, DerivationMethod.HMAC, said(null),
                    Attributes.of(AES, bits(256), MASK), second, data);
            DeriveKey.Request explicit = request(ObjectType.SYMMETRIC_KEY, DerivationMethod.HMAC, said(null, ascii("label")),
                    Attributes.of(AES, bits(256), MASK), second);
            assertArrayEquals(material(client.get(client.keys().deriveKey(implicit))), material(client.get(client.keys().deriveKey(explicit))));
            assertRefused(ResultReason.INVALID_MESSAGE, () -> client.keys().deriveKey(request(ObjectType.SYMMETRIC_KEY,
                    DerivationMethod.HMAC, said(null, ascii("label")), Attributes.of(AES, bits(256), MASK), second, data)));
            assertRefused(ResultReason.FEATURE_NOT_SUPPORTED, () -> client.keys().deriveKey(request(ObjectType.SECRET_DATA,
                    DerivationMethod.ENCRYPT, said(parameters(null, BlockCipherMode.ECB)), Attributes.of(bits(128)), first, data)));
            assertRefused(ResultReason.FEATURE_NOT_SUPPORTED, () -> client.keys().deriveKey(request(ObjectType.SECRET_DATA,
                    DerivationMethod.NIST800_108_C, said(parameters(null, BlockCipherMode.CMAC)), Attributes.of(bits(128)), first, data)));
        }
    }

    @Test
    void keyThatMayNot_orIsNotActive_orIsUsedUp_orOfAnother_isRefused_andNothingIsMade() throws IOException {
        try (KmipClient client = client(); KmipClient other = site.client("kmip-other", ProtocolVersion.V2_1)) {
            String plain = key(client, CryptographicAlgorithm.AES, MASK);
            assertRefused(ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK, () -> client.keys().deriveKey(hash(256, plain)));
            String limited = key(client, CryptographicAlgorithm.AES, DERIVE,
                    Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(2L, null, UsageLimitsUnit.OBJECT)));
            assertRefused(ResultReason.CRYPTOGRAPHIC_FAILURE, () -> client.keys().deriveKey(hash(264, limited)));
            assertRefused(ResultReason.OBJECT_NOT_FOUND, () -> other.keys().deriveKey(hash(256, limited)));
            assertRefused(ResultReason.INVALID_FIELD, () -> client.keys().deriveKey(hash(256, limited, limited)));
            client.keys().deriveKey(hash(256, limited));
            client.keys().deriveKey(hash(128, limited));
            assertRefused(ResultReason.PERMISSION_DENIED, () -> client.keys().deriveKey(hash(256, limited)));
            assertEquals(2, linked(client, limited, LinkType.DERIVED_KEY_LINK).size());
            client.revoke(limited, RevocationReason.of(RevocationReasonCode.SUPERSEDED));
            assertRefused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.keys().deriveKey(hash(256, limited)));
        }
    }

    @Test
    void agreement_givesBothSidesOneSecret() throws IOException {
        try (KmipClient client = client()) {
            CreateKeyPair.Response own = pair(client);
            CreateKeyPair.Response other = pair(client);
            String here = client.keys().deriveKey(request(ObjectType.SECRET_DATA, DerivationMethod.ASYMMETRIC_KEY, said(null),
                    Attributes.of(bits(256)), own.privateKeyUniqueIdentifier(), other.publicKeyUniqueIdentifier()));
            String there = client.keys().deriveKey(request(ObjectType.SECRET_DATA, DerivationMethod.ASYMMETRIC_KEY, said(null),
                    Attributes.of(bits(256)), own.publicKeyUniqueIdentifier(), other.privateKeyUniqueIdentifier()));
            assertEquals(hex(client.get(here)), hex(client.get(there)));
            assertRefused(ResultReason.INVALID_FIELD, () -> client.keys().deriveKey(request(ObjectType.SECRET_DATA,
                    DerivationMethod.ASYMMETRIC_KEY, said(null), Attributes.of(bits(256)), own.privateKeyUniqueIdentifier(), other.privateKeyUniqueIdentifier())));
        }
    }

    @Test
    void keyInTheHsm_derivesByEncryption_andNotOtherwise() throws IOException {
        try (KmipClient client = client()) {
            int hardware = KmipMask.of(ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);
            String key = client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, bits(256),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x20C)), List.of(hardware)), Create.Response.class).uniqueIdentifier();
            client.activate(key);
            CryptographicParameters ecb = parameters(null, BlockCipherMode.ECB);
            byte[] data = new byte[32];
            String derived = client.keys().deriveKey(request(ObjectType.SYMMETRIC_KEY, DerivationMethod.ENCRYPT, said(ecb, data),
                    Attributes.of(AES, bits(256), MASK), key));
            assertArrayEquals(client.call(new Encrypt.Request(UniqueIdentifier.of(key), ecb, data, null, null, null), Encrypt.Response.class)
                    .data(), material(client.get(derived)));
            assertRefused(ResultReason.INVALID_FIELD, () -> client.keys().deriveKey(hash(256, key)));
        }
    }

    @Test
    void manyAtOnce_ofOneKey_areEachLinked_andABatchThatFailsTakesItsOwnBack() throws Exception {
        try (KmipClient client = client(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String base = key(client, CryptographicAlgorithm.AES, DERIVE);
            List<Callable<String>> callers = Stream.generate(() -> (Callable<String>) () -> {
                try (KmipClient own = client()) {
                    return own.keys().deriveKey(hash(256, base));
                }
            }).limit(6).toList();
            List<String> derived = threads.invokeAll(callers).stream().map(KmipDeriveIT::done).sorted().toList();
            assertEquals(derived, linked(client, base, LinkType.DERIVED_KEY_LINK).stream().sorted().toList());
            var results = client.batch(List.of(hash(256, base), new Get.Request(UniqueIdentifier.of(UUID.randomUUID().toString()))),
                    BatchErrorContinuationOption.UNDO);
            assertEquals(ResultStatus.OPERATION_UNDONE, results.getFirst().item().orElseThrow().status());
            assertEquals(derived, linked(client, base, LinkType.DERIVED_KEY_LINK).stream().sorted().toList());
            var batch = client.batch(List.of(hash(256, base), new Get.Request((UniqueIdentifier) null)), null);
            assertEquals(32, material(batch.get(1).get(Get.Response.class).object()).length);
        }
    }

    @Test
    void encapsulatedSecret_isThatOfTheDecapsulation_inThePreviewOf3() throws IOException {
        try (KmipClient client = site.clientWithPreview("kmip-client-a")) {
            CreateKeyPair.Response pair = client.keys().createKeyPair(Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM,
                    CryptographicAlgorithm.ML_KEM_768)), Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x8),
                            Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(0L, null, UsageLimitsUnit.OBJECT))),
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x4)));
            Encapsulate.Request request = new Encapsulate.Request(UniqueIdentifier.of(pair.publicKeyUniqueIdentifier()), null,
                    Attributes.NONE, List.of());
            assertRefused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.cryptography().encapsulate(request));
            client.activate(pair.publicKeyUniqueIdentifier());
            client.activate(pair.privateKeyUniqueIdentifier());
            Encapsulate.Response made = client.cryptography().encapsulate(request);
            String own = client.call(new Decapsulate.Request(UniqueIdentifier.of(pair.privateKeyUniqueIdentifier()), null, made.data(),
                    Attributes.of(Attribute.of(AttributeType.OBJECT_TYPE, ObjectType.SYMMETRIC_KEY), AES, MASK), List.of()),
                    Decapsulate.Response.class).uniqueIdentifier();
            assertEquals(hex(client.get(made.uniqueIdentifier())), hex(client.get(own)));
            assertEquals(32, material(client.get(own)).length);
            assertRefused(ResultReason.CRYPTOGRAPHIC_FAILURE, () -> client.call(new Decapsulate.Request(
                    UniqueIdentifier.of(pair.privateKeyUniqueIdentifier()), null, new byte[7], Attributes.NONE, List.of()),
                    Decapsulate.Response.class));
        }
    }

    private static String done(Future<String> caller) {
        return caller.resultNow();
    }

    private KmipClient client() throws IOException {
        return site.client("kmip-client-a", ProtocolVersion.V2_1);
    }

    @Test
    void keyOfAThousandLinks_isDerivedFromStill_andAnsweredWithinTheClientsMaximum() throws Exception {
        List<Attribute> given = new ArrayList<>();
        for (int i = 0; i < 995; i++) {
            given.add(Attribute.of(AttributeType.LINK, new Link(LinkType.DERIVED_KEY_LINK, UniqueIdentifier.of(UUID.randomUUID().toString()))));
        }
        try (KmipClient client = client()) {
            String base = key(client, CryptographicAlgorithm.AES, DERIVE, given.toArray(Attribute[]::new));
            List<String> derived = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                derived.add(client.keys().deriveKey(hash(256, base)));
            }
            List<String> links = linked(client, base, LinkType.DERIVED_KEY_LINK);
            assertEquals(1005, links.size());
            assertEquals(derived, links.subList(995, 1005));
            assertEquals(List.of(base), client.locate(Attribute.of(AttributeType.LINK,
                    new Link(LinkType.DERIVED_KEY_LINK, UniqueIdentifier.of(derived.getLast())))));
            assertRefused(ResultReason.SERVER_LIMIT_EXCEEDED, () -> client.addAttribute(base, given.getFirst()));
            client.addAttribute(base, Attribute.name(run));
            assertEquals(List.of(base), client.locate(Attribute.name(run)));
            client.deleteAttribute(base, AttributeType.NAME);
            assertEquals(List.of(), client.locate(Attribute.name(run)));
            assertEquals(1005, linked(client, base, LinkType.DERIVED_KEY_LINK).size());
            RequestMessage small = RequestMessage.of(RequestHeader.of(ProtocolVersion.V2_1).withMaximumResponseSize(4096),
                    List.of(new GetAttributes.Request(UniqueIdentifier.of(base), List.of())));
            assertEquals(ResultReason.RESPONSE_TOO_LARGE, client.send(small).items().getFirst().reason());
            client.server().ping();
        }
    }

    private static String key(KmipClient client, CryptographicAlgorithm algorithm, Attribute usage, Attribute... further) throws IOException {
        String key = client.create(ObjectType.SYMMETRIC_KEY, Stream.concat(Stream.of(further), Stream.of(usage, bits(256),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, algorithm))).toArray(Attribute[]::new));
        client.activate(key);
        return key;
    }

    private static String secret(KmipClient client, String text) throws IOException {
        String secret = client.register(new ManagedObject.SecretData(SecretDataType.PASSWORD,
                KeyBlock.of(KeyFormatType.RAW, ascii(text), null, null)), DERIVE);
        client.activate(secret);
        return secret;
    }

    private static CreateKeyPair.Response pair(KmipClient client) throws IOException {
        Attribute curve = new Attribute(AttributeType.CRYPTOGRAPHIC_DOMAIN_PARAMETERS, 0,
                Structure.of(AttributeType.CRYPTOGRAPHIC_DOMAIN_PARAMETERS.tag(),
                        new Item.Enumeration(Tag.RECOMMENDED_CURVE, RecommendedCurve.P_256.code())));
        CreateKeyPair.Response pair = client.keys().createKeyPair(Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM,
                CryptographicAlgorithm.ECDH), curve), Attributes.of(DERIVE), Attributes.of(DERIVE));
        client.activate(pair.privateKeyUniqueIdentifier());
        client.activate(pair.publicKeyUniqueIdentifier());
        return pair;
    }

    private static DeriveKey.Request hash(int bits, String... from) {
        return request(ObjectType.SECRET_DATA, DerivationMethod.HASH, said(SHA_256), Attributes.of(bits(bits)), from);
    }

    private static DeriveKey.Request request(ObjectType type, DerivationMethod method, DerivationParameters said, Attributes attributes,
            String... from) {
        return new DeriveKey.Request(type, Stream.of(from).map(UniqueIdentifier::of).toList(), method, said, attributes);
    }

    private static DerivationParameters said(CryptographicParameters parameters, byte[]... data) {
        return new DerivationParameters(parameters, null, List.of(data), null, null);
    }

    private static List<String> linked(KmipClient client, String key, LinkType type) throws IOException {
        return client.getAttributes(key, AttributeType.LINK).list().stream().map(attribute -> Link.from(attribute.value()))
                .filter(link -> link.type() == type).map(link -> ((UniqueIdentifier.Text) link.target()).value()).toList();
    }

    private static Attribute bits(int bits) {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, bits);
    }

    private static CryptographicParameters parameters(HashingAlgorithm hash, BlockCipherMode mode) {
        return new CryptographicParameters(mode, null, hash, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    private static byte[] material(ManagedObject object) {
        return object.keyBlock().material().orElseThrow();
    }

    private static String hex(ManagedObject object) {
        return HexFormat.of().formatHex(material(object));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertRefused(ResultReason reason, Executable request) {
        assertEquals(reason, assertThrows(KmipException.class, request).reason());
    }
}
