package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.ttlv.Item;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Rotation by an object's own attributes (KMIP 2.1 sections 4.48 to 4.54) over TLS, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipRotationIT {

    private static final long LIMIT_MILLIS = 120_000;
    private static final Attribute AUTOMATIC = Attribute.of(AttributeType.ROTATE_AUTOMATIC, true);
    private static final Attribute EVERY_TWO_SECONDS = interval(AttributeType.ROTATE_INTERVAL, 2);

    private final KmipSite site;

    KmipRotationIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void keyIsReplacedByTheServer_whenItsIntervalIsOver_overAndOver() throws Exception {
        String name = UUID.randomUUID().toString();
        try (KmipClient client = client()) {
            String first = create(client, Attribute.name(name), AUTOMATIC, EVERY_TWO_SECONDS, interval(AttributeType.ROTATE_OFFSET, 0));
            String second = replacement(client, first);
            String third = replacement(client, second);
            assertEquals(first, linked(client, second, LinkType.REPLACED_OBJECT_LINK).orElseThrow());
            assertMarks(client, first, 0, false, false);
            assertMarks(client, second, 1, false, false);
            assertEquals(new Item.Int(AttributeType.ROTATE_GENERATION.tag(), 2), value(client, third, AttributeType.ROTATE_GENERATION).orElseThrow());
            assertEquals(instant(client, second, AttributeType.INITIAL_DATE), instant(client, second, AttributeType.ACTIVATION_DATE), "offset 0");
            Instant began = instant(client, first, AttributeType.INITIAL_DATE);
            Instant rotated = instant(client, first, AttributeType.ROTATE_DATE);
            assertFalse(rotated.isBefore(began.plusSeconds(2)), rotated + ", made at " + began);
            assertEquals(List.of(), client.getAttributes(first).all(AttributeType.NAME));
            assertEquals(List.of(), client.getAttributes(second).all(AttributeType.NAME));
            assertEquals(1, client.locate(Attribute.name(name)).size(), "the latest has the name");
            endLatest(client, third);
        }
    }

    @Test
    void keyThatIsNotDueOrNotInUse_isLeftAlone() throws Exception {
        try (KmipClient client = client()) {
            String notDue = create(client, AUTOMATIC, interval(AttributeType.ROTATE_INTERVAL, 3600));
            String revoked = create(client, AUTOMATIC, EVERY_TWO_SECONDS, Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now()));
            client.revoke(revoked, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            String later = create(client, AUTOMATIC, interval(AttributeType.ROTATE_INTERVAL, 3), interval(AttributeType.ROTATE_OFFSET, 0));
            String latest = replacement(client, later);
            assertTrue(value(client, notDue, AttributeType.ROTATE_LATEST).isEmpty());
            assertTrue(replacedSoFar(client, revoked).isEmpty());
            client.destroy(notDue);
            endLatest(client, latest);
        }
    }

    @Test
    void pairIsReplacedByTheAttributesOfItsPrivateKey() throws Exception {
        try (KmipClient client = client()) {
            CreateKeyPair.Response pair = createPair(client, AUTOMATIC, EVERY_TWO_SECONDS, interval(AttributeType.ROTATE_OFFSET, 0));
            String newPrivate = replacement(client, pair.privateKeyUniqueIdentifier());
            String newPublic = replacement(client, pair.publicKeyUniqueIdentifier());
            assertEquals(newPublic, linked(client, newPrivate, LinkType.PUBLIC_KEY_LINK).orElseThrow());
            assertMarks(client, pair.privateKeyUniqueIdentifier(), 0, false, false);
            assertMarks(client, pair.publicKeyUniqueIdentifier(), 0, false, false);
            endLatest(client, newPrivate);
        }
    }

    @Test
    void linkToThePublicKeyOfAnother_rotatesNothing() throws Exception {
        try (KmipClient client = client(); KmipClient other = site.client("kmip-other", ProtocolVersion.V2_1)) {
            String foreign = createPair(other).publicKeyUniqueIdentifier();
            String key = createPair(client).privateKeyUniqueIdentifier();
            client.deleteAttribute(key, AttributeType.LINK);
            client.addAttribute(key, Attribute.of(AttributeType.LINK, new Link(LinkType.PUBLIC_KEY_LINK, UniqueIdentifier.of(foreign))));
            client.addAttribute(key, EVERY_TWO_SECONDS);
            client.addAttribute(key, AUTOMATIC);
            CreateKeyPair.Response sound = createPair(client);
            client.addAttribute(sound.privateKeyUniqueIdentifier(), interval(AttributeType.ROTATE_INTERVAL, 3));
            client.addAttribute(sound.privateKeyUniqueIdentifier(), AUTOMATIC);
            // What is due later has its turn later.
            String latest = replacement(client, sound.privateKeyUniqueIdentifier());
            assertTrue(replacedSoFar(client, key).isEmpty());
            assertTrue(replacedSoFar(other, foreign).isEmpty());
            client.destroy(key);
            endLatest(client, latest);
        }
    }

    @Test
    void reKey_countsGenerations_andTheLatestIsMarked() throws IOException {
        try (KmipClient client = client()) {
            String first = create(client);
            String second = client.keys().reKey(first);
            String third = client.keys().reKey(second);
            assertMarks(client, second, 1, false, null);
            assertMarks(client, third, 2, true, null);
        }
    }

    @Test
    void rotationThatCannotBe_isNotPromised() throws IOException {
        try (KmipClient client = client()) {
            refused(() -> create(client, AUTOMATIC, interval(AttributeType.ROTATE_INTERVAL, 0)), ResultReason.INVALID_FIELD);
            refused(() -> client.register(new ManagedObject.OpaqueObject(0x80000001, new byte[8]), AUTOMATIC),
                    ResultReason.INVALID_FIELD);
            int hardware = KmipMask.of(ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);
            refused(() -> client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, attributes(AUTOMATIC), List.of(hardware)), Create.Response.class),
                    ResultReason.INVALID_FIELD);
            String key = create(client, Attribute.of(AttributeType.ROTATE_AUTOMATIC, false));
            refused(() -> client.call(new ModifyAttribute.Request(UniqueIdentifier.of(key), AUTOMATIC), ModifyAttribute.Response.class),
                    ResultReason.ATTRIBUTE_READ_ONLY);
            refused(() -> create(client, Attribute.of(AttributeType.ROTATE_GENERATION, 7)), ResultReason.READ_ONLY_ATTRIBUTE);
        }
    }

    private KmipClient client() throws IOException {
        return site.client("kmip-client-a", ProtocolVersion.V2_1);
    }

    private static String create(KmipClient client, Attribute... further) throws IOException {
        return client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, attributes(further)), Create.Response.class).uniqueIdentifier();
    }

    private static Attributes attributes(Attribute... further) {
        List<Attribute> all = new ArrayList<>(List.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.ENCRYPT))));
        all.addAll(List.of(further));
        return Attributes.of(all.toArray(Attribute[]::new));
    }

    private static CreateKeyPair.Response createPair(KmipClient client, Attribute... further) throws IOException {
        List<Attribute> common = new ArrayList<>(List.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.ECDSA),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256)));
        common.addAll(List.of(further));
        return client.keys().createKeyPair(Attributes.of(common.toArray(Attribute[]::new)),
                Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.SIGN))),
                Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.VERIFY))));
    }

    private static Attribute interval(AttributeType type, long seconds) {
        return Attribute.of(type, new Item.Interval(type.tag(), seconds));
    }

    private static String replacement(KmipClient client, String key) throws Exception {
        long end = System.currentTimeMillis() + LIMIT_MILLIS;
        Optional<String> found = replacedSoFar(client, key);
        while (found.isEmpty()) {
            assertTrue(System.currentTimeMillis() < end, key + " is not replaced");
            Thread.sleep(200);
            found = replacedSoFar(client, key);
        }
        return found.get();
    }

    /** A key that is Compromised is rotated no more. */
    private static void endLatest(KmipClient client, String key) throws IOException {
        String latest = key;
        client.revoke(latest, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
        for (Optional<String> next = replacedSoFar(client, latest); next.isPresent(); next = replacedSoFar(client, latest)) {
            latest = next.get();
            client.revoke(latest, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
        }
    }

    private static Optional<String> replacedSoFar(KmipClient client, String key) throws IOException {
        return linked(client, key, LinkType.REPLACEMENT_OBJECT_LINK);
    }

    private static Optional<String> linked(KmipClient client, String key, LinkType type) throws IOException {
        return client.getAttributes(key).all(AttributeType.LINK).stream().map(link -> Link.from(link.value()))
                .filter(link -> link.type() == type).map(link -> ((UniqueIdentifier.Text) link.target()).value()).findFirst();
    }

    private static Optional<Item> value(KmipClient client, String key, AttributeType type) throws IOException {
        return client.getAttributes(key).first(type).map(Attribute::value);
    }

    private static Instant instant(KmipClient client, String key, AttributeType type) throws IOException {
        return Instant.ofEpochSecond(((Item.DateTime) value(client, key, type).orElseThrow()).seconds());
    }

    private static void assertMarks(KmipClient client, String key, int generation, boolean latest, Boolean automatic) throws IOException {
        assertEquals(Optional.of(new Item.Int(AttributeType.ROTATE_GENERATION.tag(), generation)), value(client, key, AttributeType.ROTATE_GENERATION));
        assertEquals(Optional.of(new Item.Bool(AttributeType.ROTATE_LATEST.tag(), latest)), value(client, key, AttributeType.ROTATE_LATEST));
        assertTrue(value(client, key, AttributeType.ROTATE_DATE).isPresent());
        assertEquals(Optional.ofNullable(automatic).map(flag -> new Item.Bool(AttributeType.ROTATE_AUTOMATIC.tag(), flag)),
                value(client, key, AttributeType.ROTATE_AUTOMATIC));
    }

    private static void refused(Executable request, ResultReason reason) {
        assertEquals(reason, assertThrows(KmipException.class, request).reason());
    }
}
