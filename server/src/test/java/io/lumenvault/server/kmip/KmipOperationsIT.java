package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.client.BatchResult;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Archive;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetAttributes;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.spec.StorageStatusMask;
import io.lumenvault.kmip.ttlv.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation over TLS on one real site, at an early, a middle and the last versions. */
@ExtendWith(SharedKmipSite.class)
class KmipOperationsIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute BITS = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);

    private static final CryptographicParameters CBC = new CryptographicParameters(BlockCipherMode.CBC, PaddingMethod.PKCS5, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final int ONLINE = StorageStatusMask.ONLINE_STORAGE.code();
    private static final int ARCHIVED = StorageStatusMask.ARCHIVAL_STORAGE.code();
    private static final int DESTROYED = StorageStatusMask.DESTROYED_STORAGE.code();

    private final KmipSite site;
    private final String run = UUID.randomUUID().toString();

    KmipOperationsIT(KmipSite site) {
        this.site = site;
    }

    static Stream<ProtocolVersion> versions() {
        return Stream.of(ProtocolVersion.V1_0, ProtocolVersion.V1_2, ProtocolVersion.V1_4, ProtocolVersion.V2_1);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void create_get_givesTheSameKeyEachTime(ProtocolVersion version) throws IOException {
        try (KmipClient client = client(version)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run));
            byte[] first = material(client.get(key));
            assertEquals(32, first.length);
            assertArrayEquals(first, material(client.get(key)));
            assertEquals(List.of(key), client.locate(Attribute.name(run)));
        }
    }

    /** KMIP 2.1 section 6.1.8; 1.x makes keys alone. */
    @Test
    void create_ofSecretData_givesRandomBytes() throws IOException {
        Attribute length = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 384);
        try (KmipClient client = client(ProtocolVersion.V2_1)) {
            byte[] one = material(client.get(client.create(ObjectType.SECRET_DATA, length, MASK)));
            byte[] other = material(client.get(client.create(ObjectType.SECRET_DATA, length, MASK)));
            assertEquals(48, one.length);
            assertFalse(Arrays.equals(one, other));
        }
        try (KmipClient client = client(ProtocolVersion.V1_4)) {
            assertThrows(KmipException.class, () -> client.create(ObjectType.SECRET_DATA, length, MASK));
        }
    }

    @Test
    void get_followsWhatAnotherNodeChanged_thoughTheRowIsRemembered() throws Exception {
        try (KmipClient client = client(ProtocolVersion.V1_4)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            byte[] material = material(client.get(key));
            asAnotherNode("hold_reason = 'case', hold_by = 'olga', hold_since = now()", key);
            refused(ProtocolVersion.V1_4, ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(key));
            asAnotherNode("hold_reason = null, hold_by = null, hold_since = null", key);
            assertArrayEquals(material, material(client.get(key)));
            asAnotherNode("process_until = now() - interval '1 hour'", key);
            refused(ProtocolVersion.V1_4, ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(key));
            asAnotherNode("process_until = null", key);
            assertArrayEquals(material, material(client.get(key)));
            asAnotherNode("owner = 'kmip-other'", key);
            refused(ProtocolVersion.V1_4, ResultReason.ITEM_NOT_FOUND, () -> client.get(key));
        }
    }

    @Test
    void encrypt_followsWhatAnotherNodeChanged_thoughTheRowIsRemembered() throws Exception {
        try (KmipClient client = client(ProtocolVersion.V1_4)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now()));
            byte[] ciphertext = encrypt(client, key);
            assertArrayEquals(ciphertext, encrypt(client, key));
            asAnotherNode("hold_reason = 'case', hold_by = 'olga', hold_since = now()", key);
            refused(ProtocolVersion.V1_4, ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> encrypt(client, key));
            asAnotherNode("hold_reason = null, hold_by = null, hold_since = null", key);
            assertArrayEquals(ciphertext, encrypt(client, key));
            asAnotherNode("cryptographic_usage_mask = 8", key);
            refused(ProtocolVersion.V1_4, ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK, () -> encrypt(client, key));
            asAnotherNode("cryptographic_usage_mask = 12, owner = 'kmip-other'", key);
            refused(ProtocolVersion.V1_4, ResultReason.ITEM_NOT_FOUND, () -> encrypt(client, key));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void batchOfGets_isAnsweredInOrder_andEachGetIsRecorded(ProtocolVersion version) throws Exception {
        try (KmipClient client = client(version)) {
            List<String> keys = givenBefore(client, 4);
            List<byte[]> expected = new ArrayList<>();
            for (String key : keys) {
                expected.add(material(client.get(key)));
            }
            List<String> asked = List.of(keys.get(3), keys.get(0), keys.get(1), keys.get(0), keys.get(2));
            List<BatchResult> given = client.batch(gets(asked), null);
            for (int i = 0; i < asked.size(); i++) {
                Get.Response response = given.get(i).get(Get.Response.class);
                assertEquals(asked.get(i), response.uniqueIdentifier());
                assertArrayEquals(expected.get(keys.indexOf(asked.get(i))), material(response.object()));
            }
            // Each was given twice before.
            assertEquals(List.of(4L, 3L, 3L, 3L), recordedGets(keys));
        }
    }

    @Test
    void batchOfGets_stopsAtTheOneThatIsRefused_andRecordsNoneBehindIt() throws Exception {
        try (KmipClient client = client(ProtocolVersion.V1_4)) {
            List<String> keys = givenBefore(client, 4);
            client.batch(gets(keys), null);
            asAnotherNode("hold_reason = 'case', hold_by = 'olga', hold_since = now()", keys.get(2));
            List<BatchResult> stopped = client.batch(gets(keys), null);
            assertEquals(List.of(true, true, false, false), stopped.stream().map(BatchResult::succeeded).toList());
            assertEquals(List.of(3L, 3L, 2L, 2L), recordedGets(keys));
            List<BatchResult> continued = client.batch(gets(keys), BatchErrorContinuationOption.CONTINUE);
            assertEquals(List.of(true, true, false, true), continued.stream().map(BatchResult::succeeded).toList());
            assertEquals(List.of(4L, 4L, 2L, 3L), recordedGets(keys));
        }
    }

    @Test
    void batchOfGets_leavesItsIdentifiersToItemsBehindIt_byPosition() throws IOException {
        try (KmipClient client = client(ProtocolVersion.V2_1)) {
            List<String> keys = givenBefore(client, 3);
            List<RequestPayload> batch = new ArrayList<>(gets(keys));
            batch.add(new GetAttributes.Request(new UniqueIdentifier.Nth(1), List.of(AttributeType.STATE)));
            List<BatchResult> answers = client.batch(batch, null);
            assertEquals(keys.get(1), answers.getLast().get(GetAttributes.Response.class).uniqueIdentifier());
        }
    }

    /** Keys that are fresh no more. */
    private static List<String> givenBefore(KmipClient client, int number) throws IOException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            keys.add(client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK));
            client.get(keys.getLast()).wipe();
        }
        return keys;
    }

    private static List<Get.Request> gets(List<String> keys) {
        return keys.stream().map(key -> new Get.Request(UniqueIdentifier.of(key))).toList();
    }

    private static byte[] encrypt(KmipClient client, String key) throws IOException {
        return client.cryptography().encrypt(new Encrypt.Request(UniqueIdentifier.of(key), CBC, new byte[64], new byte[16], null, null)).data();
    }

    /** For each key how many Gets of it the audit log has as served. */
    private List<Long> recordedGets(List<String> keys) throws Exception {
        PostgresCluster database = site.database();
        List<Long> counts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), Files.readString(database.passwordFile()).strip());
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from audit_entry where objects = array[?::uuid] and operation = 'Get' and result = 'served'")) {
            for (String key : keys) {
                count.setString(1, key);
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    counts.add(row.getLong(1));
                }
            }
        }
        return counts;
    }

    private void asAnotherNode(String change, String key) throws Exception {
        PostgresCluster database = site.database();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), Files.readString(database.passwordFile()).strip());
                PreparedStatement update = connection.prepareStatement(
                        "update managed_object set " + change + ", version = version + 1 where uid = ?")) {
            update.setObject(1, UUID.fromString(key));
            assertEquals(1, update.executeUpdate());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void register_get_givesExactlyWhatWasRegistered(ProtocolVersion version) throws IOException {
        byte[] secret = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        try (KmipClient client = client(version)) {
            String raw = client.register(new ManagedObject.SymmetricKey(
                    KeyBlock.of(KeyFormatType.RAW, secret.clone(), CryptographicAlgorithm.AES, 128)), MASK);
            assertArrayEquals(secret, material(client.get(raw)));
            Get.Response transparent = client.call(new Get.Request(UniqueIdentifier.of(raw),
                    KeyFormatType.TRANSPARENT_SYMMETRIC_KEY, null, null, null), Get.Response.class);
            assertEquals(KeyFormatType.TRANSPARENT_SYMMETRIC_KEY, transparent.object().keyBlock().format());
            assertArrayEquals(secret, material(transparent.object()));
            String opaque = client.register(new ManagedObject.OpaqueObject(0x80000001, secret.clone()));
            assertArrayEquals(secret, ((ManagedObject.OpaqueObject) client.get(opaque)).value());
            refused(version, ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, () -> client.call(
                    new Get.Request(UniqueIdentifier.of(raw), KeyFormatType.PKCS_8, null, null, null), Get.Response.class));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void lifecycle_followsTheStates(ProtocolVersion version) throws IOException {
        try (KmipClient client = client(version)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            assertEquals(State.PRE_ACTIVE, state(client, key));
            client.activate(key);
            assertEquals(State.ACTIVE, state(client, key));
            refused(version, ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.destroy(key));
            client.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            assertEquals(State.DEACTIVATED, state(client, key));
            client.destroy(key);
            assertEquals(State.DESTROYED, state(client, key));
            refused(version, version.major() == 1 ? ResultReason.ILLEGAL_OPERATION : ResultReason.OBJECT_DESTROYED,
                    () -> client.get(key));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void revokeAndActivate_areNotHeldUpByPlannedDates(ProtocolVersion version) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (KmipClient client = client(version)) {
            String active = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK,
                    Attribute.of(AttributeType.ACTIVATION_DATE, now.minusSeconds(60)),
                    Attribute.of(AttributeType.PROTECT_STOP_DATE, now.plusSeconds(3600)));
            assertEquals(State.ACTIVE, state(client, active));
            refused(version, ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.addAttribute(active,
                    Attribute.of(AttributeType.DEACTIVATION_DATE, now.plusSeconds(1800))));
            client.revoke(active, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            assertEquals(State.DEACTIVATED, state(client, active));
            client.addAttribute(active, Attribute.of(VendorAttributeName.x("colour"), "red"));
            client.destroy(active);

            String planned = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK,
                    Attribute.of(AttributeType.PROCESS_START_DATE, now.minusSeconds(60)));
            client.activate(planned);
            assertEquals(State.ACTIVE, state(client, planned));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void attributes_areAddedChangedAndDeletedByTheirRules(ProtocolVersion version) throws IOException {
        VendorAttributeName custom = VendorAttributeName.x("colour");
        try (KmipClient client = client(version)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            client.addAttribute(key, Attribute.of(custom, "red " + run));
            assertEquals(List.of(key), client.locate(Attribute.of(custom, "red " + run)));
            client.modifyAttribute(key, Attribute.of(custom, "blue " + run));
            assertEquals(List.of(), client.locate(Attribute.of(custom, "red " + run)));
            assertEquals("blue " + run, client.getAttributes(key, custom).text(custom).orElseThrow());
            client.deleteAttribute(key, custom);
            assertTrue(client.getAttributes(key, custom).isEmpty());
            refused(version, ResultReason.ATTRIBUTE_NOT_FOUND, () -> client.deleteAttribute(key, custom));
            refused(version, ResultReason.ATTRIBUTE_READ_ONLY,
                    () -> client.modifyAttribute(key, Attribute.of(AttributeType.STATE, State.ACTIVE)));
            refused(version, ResultReason.READ_ONLY_ATTRIBUTE,
                    () -> client.addAttribute(key, Attribute.of(VendorAttributeName.y("ours"), "no")));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void answers_holdNoAttributeNewerThanTheRequest(ProtocolVersion version) throws IOException {
        try (KmipClient client = client(version)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            List<AttributeName> names = client.getAttributeList(key);
            assertTrue(names.containsAll(List.of(AttributeType.DIGEST, AttributeType.STATE, AttributeType.INITIAL_DATE)));
            assertTrue(names.stream().allMatch(name -> name.availableAt(version)), names.toString());
            assertEquals(version.isAtLeast(ProtocolVersion.V1_1), names.contains(AttributeType.FRESH));
            assertEquals(version.isAtLeast(ProtocolVersion.V1_4), names.contains(AttributeType.SENSITIVE));
            Attributes all = client.getAttributes(key);
            assertEquals(names.size(), all.list().stream().map(Attribute::name).distinct().count());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void locate_neverIgnoresAFilter(ProtocolVersion version) throws IOException {
        Attribute group = Attribute.of(AttributeType.OBJECT_GROUP, run);
        try (KmipClient client = client(version)) {
            String first = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, group);
            String second = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, group);
            assertEquals(List.of(second, first), client.locate(group));
            assertEquals(List.of(second), client.locate(new Locate.Request(1, null, null, null, List.of(group))).uniqueIdentifiers());
            assertEquals(List.of(), client.locate(group, Attribute.of(AttributeType.CONTACT_INFORMATION, "nobody")));
            assertEquals(List.of(), client.locate(group, Attribute.of(AttributeType.STATE, State.ACTIVE)));
            assertEquals(List.of(second, first), client.locate(group, Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 4)));
            assertEquals(List.of(), client.locate(group, Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 1)));
            client.destroy(first);
            assertEquals(List.of(second), client.locate(group));
            if (version.major() >= 2) {
                assertEquals(List.of(first), client.locate(new Locate.Request(null, null,
                        StorageStatusMask.DESTROYED_STORAGE.code(), null, List.of(group))).uniqueIdentifiers());
            }
            if (version.isAtLeast(ProtocolVersion.V1_1)) {
                Locate.Request fresh = new Locate.Request(null, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH, List.of(group));
                assertEquals(List.of(second), client.locate(fresh).uniqueIdentifiers());
                client.get(second);
                assertEquals(List.of(), client.locate(fresh).uniqueIdentifiers());
            }
        }
    }

    @Test
    void locate_findsWhatLiesInTheStoragesAskedFor_andDatesThatHaveNoColumn() throws IOException {
        Attribute group = Attribute.of(AttributeType.OBJECT_GROUP, run);
        Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(5000);
        try (KmipClient client = client(ProtocolVersion.V2_1)) {
            String gone = client.register(opaque(), group);
            client.destroy(gone);
            String archived = client.register(opaque(), group);
            client.call(new Archive.Request(UniqueIdentifier.of(archived)), Archive.Response.class);
            String online = client.register(opaque(), group, Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, made));
            assertEquals(List.of(online, gone), located(client, ONLINE | DESTROYED, group));
            assertEquals(List.of(archived, gone), located(client, ARCHIVED | DESTROYED, group));
            assertEquals(List.of(online, archived, gone), located(client, ONLINE | ARCHIVED | DESTROYED, group));
            assertEquals(List.of(online), located(client, null, group));

            assertEquals(List.of(online), located(client, null, group, created(made)));
            assertEquals(List.of(online), located(client, null, group, created(made.minusSeconds(1)), created(made.plusSeconds(1))));
            assertEquals(List.of(), located(client, null, group, created(made.plusSeconds(1)), created(made.plusSeconds(2))));
            Attribute never = Attribute.of(AttributeType.ORIGINAL_CREATION_DATE,
                    new Item.DateTime(AttributeType.ORIGINAL_CREATION_DATE.tag(), Long.MAX_VALUE));
            assertEquals(List.of(archived), located(client, ONLINE | ARCHIVED, group, never));
            Instant now = Instant.now();
            assertEquals(List.of(archived), located(client, ONLINE | ARCHIVED, group,
                    Attribute.of(AttributeType.ARCHIVE_DATE, now.minusSeconds(100)), Attribute.of(AttributeType.ARCHIVE_DATE, now.plusSeconds(100))));
        }
    }

    private static List<String> located(KmipClient client, Integer mask, Attribute... wanted) throws IOException {
        return client.locate(new Locate.Request(null, null, mask, null, List.of(wanted))).uniqueIdentifiers();
    }

    private static Attribute created(Instant date) {
        return Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, date);
    }

    private static ManagedObject opaque() {
        return new ManagedObject.OpaqueObject(0x80000001, new byte[] {1});
    }

    @ParameterizedTest
    @MethodSource("versions")
    void clientsObjects_areKeptOutOfTheGroupOfALink(ProtocolVersion version) throws IOException {
        Attribute link = Attribute.of(AttributeType.OBJECT_GROUP, "link-ab");
        try (KmipClient client = client(version)) {
            refused(version, ResultReason.GENERAL_FAILURE, () -> client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, link));
            refused(version, ResultReason.INVALID_FIELD, () -> client.register(
                    new ManagedObject.OpaqueObject(0x80000001, new byte[] {1}), link));
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            refused(version, ResultReason.INVALID_FIELD, () -> client.addAttribute(key, link));
            client.addAttribute(key, Attribute.of(AttributeType.OBJECT_GROUP, run));
            refused(version, ResultReason.INVALID_FIELD, () -> client.modifyAttribute(key, link));
            assertEquals(List.of(), client.locate(link));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void batch_usesTheIdPlaceholderAndStopsOrContinues(ProtocolVersion version) throws IOException {
        try (KmipClient client = client(version)) {
            List<BatchResult> made = client.batch(List.of(
                    new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, BITS, MASK, Attribute.name(run))),
                    new GetAttributes.Request(null, List.of(AttributeType.NAME)), new Get.Request(null)), null);
            String key = made.get(0).get(Create.Response.class).uniqueIdentifier();
            assertEquals(key, made.get(2).get(Get.Response.class).uniqueIdentifier());

            Get.Request missing = new Get.Request(UniqueIdentifier.of(UUID.randomUUID().toString()));
            List<BatchResult> stopped = client.batch(List.of(missing, new Destroy.Request(UniqueIdentifier.of(key))), null);
            assertFalse(stopped.get(1).succeeded());
            assertEquals(State.PRE_ACTIVE, state(client, key));
            List<BatchResult> continued = client.batch(
                    List.of(missing, new Destroy.Request(UniqueIdentifier.of(key))), BatchErrorContinuationOption.CONTINUE);
            assertTrue(continued.get(1).succeeded());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void names_areUniqueAndFreeAgainAfterDestroy(ProtocolVersion version) throws IOException {
        try (KmipClient client = client(version)) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run));
            refused(version, ResultReason.NON_UNIQUE_NAME_ATTRIBUTE,
                    () -> client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run)));
            client.destroy(key);
            String again = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run));
            assertEquals(List.of(again), client.locate(Attribute.name(run)));
            client.destroy(again);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void credential_thatCannotBeVerified_isRefused(ProtocolVersion version) throws IOException {
        try (KmipClient client = KmipClient.builder("127.0.0.1", site.port(), site.tls("kmip-client-a")).version(version)
                .credentials(Credential.usernameAndPassword("somebody", "secret".getBytes())).build()) {
            refused(version, ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK));
        }
    }

    private KmipClient client(ProtocolVersion version) throws IOException {
        return site.client("kmip-client-a", version);
    }

    private static State state(KmipClient client, String key) throws IOException {
        return client.getAttributes(key, AttributeType.STATE).enumeration(AttributeType.STATE, State.class).orElseThrow();
    }

    private static byte[] material(ManagedObject object) {
        return object.keyBlock().material().orElseThrow();
    }

    private static void refused(ProtocolVersion version, ResultReason reason, Executable call) {
        assertEquals(reason.at(version), assertThrows(KmipException.class, call).reason());
    }
}
