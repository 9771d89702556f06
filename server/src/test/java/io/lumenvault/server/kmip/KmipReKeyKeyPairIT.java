package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.payload.Constraints;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
import io.lumenvault.kmip.payload.SetConstraints;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Re-key Key Pair over TLS, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipReKeyKeyPairIT {

    private static final byte[] DATA = "signed".getBytes(StandardCharsets.UTF_8);

    private final KmipSite site;

    KmipReKeyKeyPairIT(KmipSite site) {
        this.site = site;
    }

    @ParameterizedTest
    @CsvSource({"1.2, RSA, 2048", "1.4, ECDSA, 256", "2.1, RSA, 3072", "2.1, ECDSA, 384"})
    void replacement_takesOverNamesAndIsLinkedWithTheReplaced(String version, CryptographicAlgorithm algorithm, int bits)
            throws IOException {
        String run = UUID.randomUUID().toString();
        try (KmipClient client = site.client("kmip-client-a", version(version))) {
            CreateKeyPair.Response old = client.keys().createKeyPair(
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, algorithm),
                            Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, bits)),
                    half(run + " private", CryptographicUsageMask.SIGN), half(run + " public", CryptographicUsageMask.VERIFY));
            ReKeyKeyPair.Response made = client.keys().reKeyKeyPair(old.privateKeyUniqueIdentifier());
            String newPrivate = made.privateKeyUniqueIdentifier();
            String newPublic = made.publicKeyUniqueIdentifier();

            assertEquals(List.of(run + " private"), names(client, newPrivate));
            assertEquals(List.of(run + " public"), names(client, newPublic));
            assertEquals(List.of(), names(client, old.privateKeyUniqueIdentifier()));
            assertEquals(List.of(), names(client, old.publicKeyUniqueIdentifier()));
            assertEquals(Set.of(link(LinkType.REPLACED_OBJECT_LINK, old.privateKeyUniqueIdentifier()),
                    link(LinkType.PUBLIC_KEY_LINK, newPublic)), links(client, newPrivate));
            assertEquals(Set.of(link(LinkType.REPLACED_OBJECT_LINK, old.publicKeyUniqueIdentifier()),
                    link(LinkType.PRIVATE_KEY_LINK, newPrivate)), links(client, newPublic));
            assertTrue(links(client, old.privateKeyUniqueIdentifier()).contains(link(LinkType.REPLACEMENT_OBJECT_LINK, newPrivate)));
            assertTrue(links(client, old.publicKeyUniqueIdentifier()).contains(link(LinkType.REPLACEMENT_OBJECT_LINK, newPublic)));
            assertNotEquals(client.getAttributes(old.publicKeyUniqueIdentifier()).first(AttributeType.DIGEST).orElseThrow().value(),
                    client.getAttributes(newPublic).first(AttributeType.DIGEST).orElseThrow().value());

            client.activate(newPrivate);
            client.activate(newPublic);
            client.activate(old.publicKeyUniqueIdentifier());
            CryptographicParameters hashed = hashed(algorithm == CryptographicAlgorithm.RSA ? PaddingMethod.PKCS1_V1_5 : null);
            byte[] signature = client.cryptography().sign(newPrivate, hashed, DATA);
            assertTrue(client.cryptography().verify(newPublic, hashed, DATA, signature));
            assertFalse(client.cryptography().verify(old.publicKeyUniqueIdentifier(), hashed, DATA, signature));

            refused(() -> client.keys().reKeyKeyPair(old.privateKeyUniqueIdentifier()), ResultReason.INVALID_FIELD);
            refused(() -> client.keys().reKeyKeyPair(newPublic),
                    ResultReason.INVALID_OBJECT_TYPE, ResultReason.PERMISSION_DENIED);
        }
    }

    @Test
    void publicKeyLink_thatNamesNoPublicKey_isRefused() throws IOException {
        try (KmipClient client = site.client("kmip-client-a", version("1.4"))) {
            CreateKeyPair.Response pair = client.keys().createKeyPair(
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.ECDSA),
                            Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256)),
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.SIGN))),
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.VERIFY))));
            String key = pair.privateKeyUniqueIdentifier();
            client.deleteAttribute(key, AttributeType.LINK);
            client.addAttribute(key, Attribute.of(AttributeType.LINK, new Link(LinkType.PUBLIC_KEY_LINK, UniqueIdentifier.of(key))));
            refused(() -> client.keys().reKeyKeyPair(key), ResultReason.INVALID_FIELD);
        }
    }

    @Test
    void pairThatDoesNotMeetAConstraint_isNotMade() throws IOException {
        try (KmipClient client = site.client("kmip-other", version("2.1"))) {
            CreateKeyPair.Response old = client.keys().createKeyPair(
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.ECDSA),
                            Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256)),
                    half(UUID.randomUUID().toString(), CryptographicUsageMask.SIGN),
                    half(UUID.randomUUID().toString(), CryptographicUsageMask.VERIFY));
            for (ObjectType half : List.of(ObjectType.PRIVATE_KEY, ObjectType.PUBLIC_KEY)) {
                client.call(new SetConstraints.Request(new Constraints(List.of(new Constraints.Constraint(List.of(half), List.of(),
                        Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 384)))))), SetConstraints.Response.class);
                try {
                    refused(() -> client.keys().reKeyKeyPair(old.privateKeyUniqueIdentifier()), ResultReason.CONSTRAINT_VIOLATION);
                } finally {
                    client.call(new SetConstraints.Request(new Constraints(List.of())), SetConstraints.Response.class);
                }
            }
            client.keys().reKeyKeyPair(old.privateKeyUniqueIdentifier());
        }
    }

    private static CryptographicParameters hashed(PaddingMethod padding) {
        return new CryptographicParameters(null, padding, HashingAlgorithm.SHA_256, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null);
    }

    private static Attributes half(String name, CryptographicUsageMask use) {
        return Attributes.of(Attribute.name(name), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(use)));
    }

    private static List<String> names(KmipClient client, String key) throws IOException {
        return client.getAttributes(key).all(AttributeType.NAME).stream().map(name -> Name.from(name.value()).value()).toList();
    }

    private static Set<String> links(KmipClient client, String key) throws IOException {
        return client.getAttributes(key).all(AttributeType.LINK).stream().map(link -> Link.from(link.value()))
                .map(link -> link(link.type(), ((UniqueIdentifier.Text) link.target()).value())).collect(Collectors.toSet());
    }

    private static String link(LinkType type, String target) {
        return type + " " + target;
    }

    private static void refused(org.junit.jupiter.api.function.Executable request, ResultReason... reasons) {
        KmipException refusal = assertThrows(KmipException.class, request);
        assertTrue(List.of(reasons).contains(refusal.reason()), refusal.reason() + ": " + refusal.getMessage());
    }

    private static ProtocolVersion version(String text) {
        return ProtocolVersion.supported().stream().filter(version -> version.toString().equals(text)).findFirst().orElseThrow();
    }
}
