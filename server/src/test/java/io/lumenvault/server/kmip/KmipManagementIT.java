package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.client.BatchResult;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Activate;
import io.lumenvault.kmip.payload.Archive;
import io.lumenvault.kmip.payload.Constraints;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.CreateSplitKey;
import io.lumenvault.kmip.payload.DefaultsInformation;
import io.lumenvault.kmip.payload.DelegatedLogin;
import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.Export;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetConstraints;
import io.lumenvault.kmip.payload.GetUsageAllocation;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.JoinSplitKey;
import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.payload.Logout;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.QueryAsynchronousRequests;
import io.lumenvault.kmip.payload.ReKey;
import io.lumenvault.kmip.payload.Rights;
import io.lumenvault.kmip.payload.SetConstraints;
import io.lumenvault.kmip.payload.SetDefaults;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.payload.Validate;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.SecretDataType;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.kmip.ttlv.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Key management beyond an object's own life, over TLS on one real site. */
@ExtendWith(SharedKmipSite.class)
class KmipManagementIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute BITS = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);

    private final KmipSite site;
    private final String run = UUID.randomUUID().toString();

    KmipManagementIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void getUsageAllocation_ofManyAtOnce_givesEachUnitOnce() throws Exception {
        try (KmipClient client = client(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            UsageLimits limits = new UsageLimits(40L, null, UsageLimitsUnit.OBJECT);
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK,
                    Attribute.of(AttributeType.USAGE_LIMITS, limits));
            client.activate(key);
            List<Callable<Integer>> takers = new ArrayList<>();
            for (int taker = 0; taker < 8; taker++) {
                takers.add(() -> allocations(key));
            }
            int given = 0;
            for (Future<Integer> taker : threads.invokeAll(takers)) {
                given += taker.get();
            }
            assertEquals(40, given);
            client.revoke(key, new RevocationReason(
                    RevocationReasonCode.SUPERSEDED, null));
            client.destroy(key);
        }
    }

    /** Takes units one by one until there is none. */
    private int allocations(String key) throws IOException {
        try (KmipClient client = client()) {
            for (int taken = 0;; taken++) {
                try {
                    client.call(new GetUsageAllocation.Request(UniqueIdentifier.of(key), 1), GetUsageAllocation.Response.class);
                } catch (KmipException none) {
                    assertEquals(ResultReason.USAGE_LIMIT_EXCEEDED, none.reason());
                    return taken;
                }
            }
        }
    }

    @Test
    void batchWithUndo_failing_leavesAllAsItWas() throws IOException {
        try (KmipClient client = client()) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run));
            UniqueIdentifier named = UniqueIdentifier.of(key);
            Get.Request missing = new Get.Request(UniqueIdentifier.of(UUID.randomUUID().toString()));
            List<BatchResult> undone = client.batch(List.of(
                    new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, BITS, MASK, Attribute.name(run + "-made"))),
                    new Activate.Request(named), new Get.Request(named), missing),
                    BatchErrorContinuationOption.UNDO);
            assertEquals(List.of(ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_UNDONE, ResultStatus.OPERATION_UNDONE,
                    ResultStatus.OPERATION_FAILED), undone.stream().map(result -> result.item().orElseThrow().status()).toList());
            assertEquals(List.of(), client.locate(Attribute.name(run + "-made")));
            assertEquals(1, ((Item.Enumeration) client.getAttributes(key, AttributeType.STATE).list().getFirst().value()).value());
            // What cannot be undone comes last, and only once all of it would succeed.
            List<BatchResult> kept = client.batch(List.of(new Destroy.Request(named), missing), BatchErrorContinuationOption.UNDO);
            assertFalse(kept.getFirst().succeeded());
            assertEquals(List.of(key), client.locate(Attribute.name(run)));
        }
    }

    @Test
    void reKey_movesTheNameAndShiftsTheDates_once() throws IOException {
        Instant activation = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1000);
        try (KmipClient client = client()) {
            String old = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run),
                    Attribute.of(AttributeType.ACTIVATION_DATE, activation),
                    Attribute.of(AttributeType.DEACTIVATION_DATE, activation.plusSeconds(5000)));
            String fresh = client.call(new ReKey.Request(UniqueIdentifier.of(old), 100L, Attributes.NONE, List.of()), ReKey.Response.class)
                    .uniqueIdentifier();
            assertEquals(List.of(fresh), client.locate(Attribute.name(run)));
            long initial = date(client, fresh, AttributeType.INITIAL_DATE);
            assertEquals(initial + 100, date(client, fresh, AttributeType.ACTIVATION_DATE));
            assertEquals(initial + 100 + 5000, date(client, fresh, AttributeType.DEACTIVATION_DATE));
            KmipException again = assertThrows(KmipException.class, () -> client.call(
                    new ReKey.Request(UniqueIdentifier.of(old), null, Attributes.NONE, List.of()), ReKey.Response.class));
            assertEquals(ResultReason.INVALID_FIELD, again.reason());
        }
    }

    @Test
    void reKey_settlesWhatTheRequestSays_andMeetsWhatCreateMustMeet() throws IOException {
        try (KmipClient client = site.client("kmip-other", ProtocolVersion.V2_1)) {
            UniqueIdentifier old = UniqueIdentifier.of(client.create(ObjectType.SYMMETRIC_KEY, AES,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128), MASK, Attribute.of(AttributeType.SENSITIVE, true)));
            Attribute safe = Attribute.of(AttributeType.QUANTUM_SAFE, true);
            assertEquals(ResultReason.GENERAL_FAILURE, refused(() -> reKey(client, old, safe)));
            assertEquals(ResultReason.INVALID_FIELD,
                    refused(() -> reKey(client, old, Attribute.of(AttributeType.ORIGINAL_CREATION_DATE, Instant.EPOCH))));
            client.call(new SetConstraints.Request(new Constraints(List.of(new Constraints.Constraint(List.of(ObjectType.SYMMETRIC_KEY),
                    List.of(), Attributes.of(BITS))))), SetConstraints.Response.class);
            try {
                assertEquals(ResultReason.CONSTRAINT_VIOLATION, refused(() -> reKey(client, old)));
            } finally {
                client.call(new SetConstraints.Request(new Constraints(List.of())), SetConstraints.Response.class);
            }
            String fresh = reKey(client, old, Attribute.of(AttributeType.SENSITIVE, false),
                    Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(10L, 1000L, UsageLimitsUnit.OBJECT)));
            Attributes made = client.getAttributes(fresh);
            assertEquals(new UsageLimits(10L, 10L, UsageLimitsUnit.OBJECT),
                    UsageLimits.from(made.first(AttributeType.USAGE_LIMITS).orElseThrow().value()));
            assertFalse(made.bool(AttributeType.ALWAYS_SENSITIVE).orElseThrow());
            assertTrue(made.first(AttributeType.RANDOM_NUMBER_GENERATOR).isPresent());
        }
    }

    private static String reKey(KmipClient client, UniqueIdentifier old, Attribute... wanted) throws IOException {
        return client.call(new ReKey.Request(old, null, Attributes.of(wanted), List.of()), ReKey.Response.class).uniqueIdentifier();
    }

    private static ResultReason refused(Executable request) {
        return assertThrows(KmipException.class, request).reason();
    }

    /** What a client says of the length of its key would have to be drawn from the HSM. */
    @Test
    void reKey_ofAKeyLongerThanAnyThatIsMade_isRefused() throws IOException {
        try (KmipClient client = client()) {
            KmipException tooLong = assertThrows(KmipException.class, () -> client.register(opaque(2_147_483_640), MASK));
            assertEquals(ResultReason.INVALID_FIELD, tooLong.reason());
            String key = client.register(opaque(8_000_000), MASK);
            KmipException refused = assertThrows(KmipException.class, () -> client.keys().reKey(key));
            assertEquals(ResultReason.INVALID_FIELD, refused.reason());
            assertTrue(refused.getMessage().contains("8000000"), refused.getMessage());
        }
    }

    private static ManagedObject opaque(int bits) {
        return new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.OPAQUE, new byte[16], CryptographicAlgorithm.AES, bits));
    }

    private static long date(KmipClient client, String key, AttributeType type) throws IOException {
        return ((Item.DateTime) client.getAttributes(key, type).list().getFirst().value()).seconds();
    }

    @Test
    void splitKey_enoughPartsJoinToTheKey() throws IOException {
        try (KmipClient client = client()) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            for (SplitKeyMethod method : List.of(SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, SplitKeyMethod.POLYNOMIAL_SHARING_GF_216)) {
                List<String> parts = client.call(new CreateSplitKey.Request(ObjectType.SPLIT_KEY, UniqueIdentifier.of(key), 4, 2, method,
                        null, Attributes.of(MASK), List.of()), CreateSplitKey.Response.class).uniqueIdentifiers();
                assertEquals(4, parts.size());
                String joined = client.call(new JoinSplitKey.Request(ObjectType.SYMMETRIC_KEY,
                        List.of(UniqueIdentifier.of(parts.get(3)), UniqueIdentifier.of(parts.get(1))), null, Attributes.NONE, List.of()),
                        JoinSplitKey.Response.class).uniqueIdentifier();
                assertArrayEquals(material(client.get(key)), material(client.get(joined)));
                assertThrows(KmipException.class, () -> client.call(new JoinSplitKey.Request(ObjectType.SYMMETRIC_KEY,
                        List.of(UniqueIdentifier.of(parts.get(0))), null, Attributes.NONE, List.of()), JoinSplitKey.Response.class));
            }
        }
    }

    @Test
    void splitKey_joinsToAKeyForWhatTheSplitOneWasFor() throws IOException {
        Attribute toDecrypt = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.DECRYPT));
        Attribute toEncrypt = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.ENCRYPT));
        UsageLimits limits = new UsageLimits(40L, 40L, UsageLimitsUnit.OBJECT);
        try (KmipClient client = client()) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.of(AttributeType.SENSITIVE, true),
                    Attribute.of(AttributeType.USAGE_LIMITS, limits));
            client.activate(key);
            client.call(new GetUsageAllocation.Request(UniqueIdentifier.of(key), 33), GetUsageAllocation.Response.class);
            client.revoke(key, new RevocationReason(RevocationReasonCode.SUPERSEDED, null));
            List<String> parts = client.call(new CreateSplitKey.Request(ObjectType.SPLIT_KEY, UniqueIdentifier.of(key), 3, 2,
                    SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null, Attributes.of(toEncrypt, Attribute.of(AttributeType.SENSITIVE, false)),
                    List.of()), CreateSplitKey.Response.class).uniqueIdentifiers();
            List<UniqueIdentifier> two = List.of(UniqueIdentifier.of(parts.get(2)), UniqueIdentifier.of(parts.get(0)));
            String joined = client.call(new JoinSplitKey.Request(ObjectType.SYMMETRIC_KEY, two, null,
                    Attributes.of(Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now()), Attribute.of(AttributeType.SENSITIVE, false)),
                    List.of()), JoinSplitKey.Response.class).uniqueIdentifier();
            for (String copy : List.of(parts.getFirst(), joined)) {
                Attributes bound = client.getAttributes(copy);
                assertEquals(Optional.of(0x0C), bound.integer(AttributeType.CRYPTOGRAPHIC_USAGE_MASK));
                assertEquals(Optional.of(State.DEACTIVATED), bound.enumeration(AttributeType.STATE, State.class));
                assertEquals(date(client, key, AttributeType.DEACTIVATION_DATE), date(client, copy, AttributeType.DEACTIVATION_DATE));
                assertEquals(Optional.of(true), bound.bool(AttributeType.SENSITIVE));
                assertEquals(new UsageLimits(40L, 7L, UsageLimitsUnit.OBJECT),
                        UsageLimits.from(bound.first(AttributeType.USAGE_LIMITS).orElseThrow().value()));
            }
            String fewer = client.call(new JoinSplitKey.Request(ObjectType.SECRET_DATA, two, SecretDataType.SEED,
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.DECRYPT,
                            CryptographicUsageMask.SIGN))), List.of()), JoinSplitKey.Response.class).uniqueIdentifier();
            assertEquals(List.of(toDecrypt.value()), client.getAttributes(fewer).all(AttributeType.CRYPTOGRAPHIC_USAGE_MASK).stream()
                    .map(Attribute::value).toList());
        }
    }

    @Test
    void splitKey_ofASecretThatWouldTakeTooLong_orOfWhatIsNoSplit_isRefused() throws IOException {
        try (KmipClient client = client()) {
            String large = client.register(new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, new byte[16_384],
                    CryptographicAlgorithm.HMAC_SHA256, 131_072)), MASK);
            KmipException refused = assertThrows(KmipException.class, () -> split(client, large, Attributes.of(MASK)));
            assertEquals(ResultReason.INVALID_FIELD, refused.reason());
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            Attribute comment = Attribute.of(AttributeType.COMMENT, "x".repeat(60_000));
            assertEquals(ResultReason.SERVER_LIMIT_EXCEEDED,
                    assertThrows(KmipException.class, () -> split(client, key, Attributes.of(MASK, comment))).reason());
            for (int identifier : new int[] {0, 4}) {
                ManagedObject part = new ManagedObject.SplitKey(3, identifier, 2, SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null,
                        KeyBlock.of(KeyFormatType.RAW, new byte[32], CryptographicAlgorithm.AES, 256));
                assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> client.register(part, MASK)).reason());
            }
        }
    }

    @Test
    void joinSplitKey_ofPartsTooLongToBeHeldTogether_isRefused_beforeTheyAreOpened() throws Exception {
        try (KmipClient client = client()) {
            ManagedObject part = new ManagedObject.SplitKey(2, 1, 2, SplitKeyMethod.XOR, null,
                    KeyBlock.of(KeyFormatType.RAW, new byte[500_000], CryptographicAlgorithm.HMAC_SHA256, 4_000_000));
            String registered = client.register(part, MASK);
            KmipException refused = assertThrows(KmipException.class, () -> client.call(new JoinSplitKey.Request(ObjectType.SYMMETRIC_KEY,
                    List.of(UniqueIdentifier.of(registered)), null, Attributes.NONE, List.of()), JoinSplitKey.Response.class));
            assertTrue(refused.getMessage().contains("longer ones are not joined"), refused.getMessage());
            assertEquals(0, new SiteRows(site).audited("kmip-client-a", "Join Split Key", "served", registered));
        }
    }

    private static void split(KmipClient client, String key, Attributes attributes) throws IOException {
        client.call(new CreateSplitKey.Request(ObjectType.SPLIT_KEY, UniqueIdentifier.of(key), 100, 50, SplitKeyMethod.POLYNOMIAL_SHARING_GF_28,
                null, attributes, List.of()), CreateSplitKey.Response.class);
    }

    @Test
    void importThatWouldReplaceWhatIsNotThere_refused_isRecordedOnce() throws Exception {
        String uid = UUID.randomUUID().toString();
        try (KmipClient client = client()) {
            client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run));
            Import.Request taken = new Import.Request(UniqueIdentifier.of(uid), ObjectType.SYMMETRIC_KEY, true, null,
                    List.of(MASK, Attribute.name(run)), new ManagedObject.SymmetricKey(
                            KeyBlock.of(KeyFormatType.RAW, new byte[32], CryptographicAlgorithm.AES, 256)));
            assertEquals(ResultReason.NON_UNIQUE_NAME_ATTRIBUTE,
                    assertThrows(KmipException.class, () -> client.call(taken, Import.Response.class)).reason());
        }
        assertEquals(1, new SiteRows(site).audited("kmip-client-a", "Import", "refused", uid));
    }

    @Test
    void archivedObject_thatIsDestroyed_isSaidToBeDestroyed_forNobodyCanRecoverIt() throws IOException {
        try (KmipClient client = client()) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            client.call(new Archive.Request(UniqueIdentifier.of(key)), Archive.Response.class);
            assertEquals(ResultReason.OBJECT_ARCHIVED, assertThrows(KmipException.class, () -> client.get(key)).reason());
            client.destroy(key);
            assertEquals(ResultReason.OBJECT_DESTROYED, assertThrows(KmipException.class, () -> client.get(key)).reason());
        }
    }

    @Test
    void exported_importsAsItWas_andReplacesOnlyWhenAskedTo() throws IOException {
        try (KmipClient client = client()) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, Attribute.name(run));
            Export.Response exported = client.call(new Export.Request(UniqueIdentifier.of(key), null, null, null, null),
                    Export.Response.class);
            byte[] material = material(exported.object()).clone();
            Import.Request back = new Import.Request(UniqueIdentifier.of(key), ObjectType.SYMMETRIC_KEY, null, null, exported.attributes(),
                    exported.object());
            KmipException exists = assertThrows(KmipException.class, () -> client.call(back, Import.Response.class));
            assertEquals(ResultReason.OBJECT_ALREADY_EXISTS, exists.reason());
            Import.Request replacing = new Import.Request(UniqueIdentifier.of(key), ObjectType.SYMMETRIC_KEY, true, null,
                    exported.attributes(), exported.object());
            assertEquals(key, client.call(replacing, Import.Response.class).uniqueIdentifier());
            assertArrayEquals(material, material(client.get(key)));
            assertEquals(List.of(key), client.locate(Attribute.name(run)));
            client.destroy(key);
        }
    }

    @Test
    void ticket_isGoodForItsRightsItsPrincipalAndItsRequests() throws IOException {
        try (KmipClient client = client()) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            Rights toGet = new Rights(List.of(
                    new Rights.Right(null, List.of(Operation.GET), List.of(UniqueIdentifier.of(key)), List.of())));
            Ticket limited = client.call(new DelegatedLogin.Request(null, 2, null, toGet), DelegatedLogin.Response.class).ticket();
            try (KmipClient holder = with("kmip-client-a", limited); KmipClient other = with("kmip-other", limited)) {
                assertEquals(ResultReason.INVALID_TICKET, assertThrows(KmipException.class, () -> other.get(key)).reason());
                assertEquals(32, material(holder.get(key)).length);
                assertEquals(ResultReason.PERMISSION_DENIED, assertThrows(KmipException.class, () -> holder.destroy(key)).reason());
                assertEquals(ResultReason.INVALID_TICKET, assertThrows(KmipException.class, () -> holder.get(key)).reason());
            }
            Ticket ticket = client.call(new Login.Request(null, null, null), Login.Response.class).ticket();
            try (KmipClient holder = with("kmip-client-a", ticket)) {
                holder.get(key);
                client.call(new Logout.Request(ticket), Logout.Response.class);
                assertEquals(ResultReason.INVALID_TICKET, assertThrows(KmipException.class, () -> holder.get(key)).reason());
            }
        }
    }

    private KmipClient with(String name, Ticket ticket) throws IOException {
        return KmipClient.builder("127.0.0.1", site.port(), site.tls(name)).version(ProtocolVersion.V2_1)
                .credentials(Credential.ticket(ticket)).build();
    }

    @Test
    void defaultsAndConstraints_bindTheirOwnersNewObjectsAlone() throws IOException {
        try (KmipClient client = site.client("kmip-other", ProtocolVersion.V2_1); KmipClient unbound = client()) {
            client.call(new SetDefaults.Request(new DefaultsInformation(List.of(new DefaultsInformation.ObjectDefaults(
                    List.of(ObjectType.SYMMETRIC_KEY), Attributes.of(AES, BITS, MASK), List.of())))), SetDefaults.Response.class);
            client.call(new SetConstraints.Request(new Constraints(List.of(new Constraints.Constraint(List.of(ObjectType.SYMMETRIC_KEY),
                    List.of(), Attributes.of(BITS))))), SetConstraints.Response.class);
            try {
                assertEquals(32, material(client.get(client.create(ObjectType.SYMMETRIC_KEY))).length);
                KmipException shorter = assertThrows(KmipException.class,
                        () -> client.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128)));
                assertEquals(ResultReason.CONSTRAINT_VIOLATION, shorter.reason());
                assertNotEquals(null, client.call(new Query.Request(QueryFunction.QUERY_DEFAULTS_INFORMATION), Query.Response.class)
                        .defaultsInformation());
                assertEquals(1, client.call(new GetConstraints.Request(), GetConstraints.Response.class).constraints().list().size());
                assertNotEquals(null, unbound.create(ObjectType.SYMMETRIC_KEY, AES,
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128), MASK));
                assertThrows(KmipException.class, () -> unbound.create(ObjectType.SYMMETRIC_KEY));
            } finally {
                client.call(new SetDefaults.Request((DefaultsInformation) null), SetDefaults.Response.class);
                client.call(new SetConstraints.Request(new Constraints(List.of())), SetConstraints.Response.class);
            }
        }
    }

    @Test
    void defaultsForKeys_areGivenToEachHalfOfAPair_once() throws IOException {
        Attribute group = Attribute.of(AttributeType.OBJECT_GROUP, run);
        try (KmipClient client = site.client("kmip-other", ProtocolVersion.V2_1)) {
            client.call(new SetDefaults.Request(new DefaultsInformation(List.of(new DefaultsInformation.ObjectDefaults(
                    List.of(ObjectType.PRIVATE_KEY), Attributes.of(Attribute.of(AttributeType.CONTACT_INFORMATION, "us"), group), List.of())))),
                    SetDefaults.Response.class);
            try {
                CreateKeyPair.Response made = client.keys().createKeyPair(
                        Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.ECDSA), BITS),
                        Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.SIGN))),
                        Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.VERIFY))));
                Attributes secret = client.getAttributes(made.privateKeyUniqueIdentifier());
                assertEquals(Optional.of("us"), secret.text(AttributeType.CONTACT_INFORMATION));
                assertEquals(1, secret.all(AttributeType.OBJECT_GROUP).size());
                assertEquals(List.of(), client.getAttributes(made.publicKeyUniqueIdentifier()).all(AttributeType.OBJECT_GROUP));
            } finally {
                client.call(new SetDefaults.Request((DefaultsInformation) null), SetDefaults.Response.class);
            }
        }
    }

    @Test
    void validate_endsAtTheNodesAuthority() throws Exception {
        byte[] trusted;
        try (var in = Files.newInputStream(site.credential("kmip-client-a").certificate())) {
            trusted = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
        }
        try (KmipClient client = client()) {
            ManagedObject.Certificate certificate = new ManagedObject.Certificate(CertificateType.X_509, trusted);
            assertEquals(ValidityIndicator.VALID, client.call(new Validate.Request(List.of(certificate), List.of(), null),
                    Validate.Response.class).validity());
            Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
            assertEquals(ValidityIndicator.INVALID, client.call(new Validate.Request(List.of(certificate), List.of(), longAgo),
                    Validate.Response.class).validity());
            assertTrue(assertThrows(KmipException.class, () -> client.call(new Validate.Request(List.of(), List.of(), null),
                    Validate.Response.class)).getMessage().contains("1 to 20"));
        }
    }

    @Test
    void asynchronousCreate_isPolledOnce_byItsPrincipalAlone() throws IOException {
        try (KmipClient client = client(); KmipClient other = site.client("kmip-other", ProtocolVersion.V2_1)) {
            byte[] value = client.pending().submit(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, BITS, MASK)),
                    AsynchronousIndicator.MANDATORY).pending().orElseThrow();
            assertEquals(List.of(Operation.CREATE),
                    client.pending().list().stream().map(QueryAsynchronousRequests.Pending::operation).toList());
            assertThrows(KmipException.class, () -> other.pending().process(value));
            client.pending().process(value);
            String key = client.pending().poll(value, Operation.CREATE).get(Create.Response.class).uniqueIdentifier();
            assertEquals(32, material(client.get(key)).length);
            assertThrows(KmipException.class, () -> client.pending().poll(value, Operation.CREATE).get(Create.Response.class));
            assertEquals(List.of(), client.pending().list());
        }
    }

    private KmipClient client() throws IOException {
        return site.client("kmip-client-a", ProtocolVersion.V2_1);
    }

    private static byte[] material(ManagedObject object) {
        return object.keyBlock().material().orElseThrow();
    }
}
