package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.AdjustmentType;
import io.lumenvault.kmip.spec.CancellationResult;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.InteropFunction;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.Pkcs11Function;
import io.lumenvault.kmip.spec.ProcessingStage;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.spec.TicketType;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** Payloads for tests: one request of every operation and more, one answer to each. */
public final class Samples {

    private static final UniqueIdentifier ID = UniqueIdentifier.of("id-1");
    private static final byte[] BYTES = {1, 2, 3};
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Attributes SOME = Attributes.of(Attribute.name("n"), Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256));
    private static final ManagedObject KEY =
            new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, BYTES, CryptographicAlgorithm.AES, 24));
    private static final StreamPosition STREAM = new StreamPosition(BYTES, null, true);
    private static final Ticket TICKET = new Ticket(TicketType.LOGIN, BYTES);
    private static final UsageLimits LIMITS = new UsageLimits(5L, 5L, UsageLimitsUnit.OBJECT);
    private static final Constraints CONSTRAINTS = new Constraints(List.of(new Constraints.Constraint(
            List.of(ObjectType.SYMMETRIC_KEY), List.of("g"), Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256)))));

    /** Requests with every field filled. */
    public static List<RequestPayload> requests() {
        return requests(ProtocolVersion.V2_1);
    }

    /** Requests with every field filled that the version has; what it lacks they would not leave out. */
    static List<RequestPayload> requests(ProtocolVersion version) {
        List<Integer> masks = version.major() == 1 ? List.of() : List.of(1);
        StreamPosition stream = version.isAtLeast(ProtocolVersion.V1_3) ? STREAM : null;
        byte[] digest = version.isAtLeast(ProtocolVersion.V1_4) ? BYTES : null;
        UniqueIdentifier certificateRequest = version.major() == 1 ? null : UniqueIdentifier.of("r");
        return List.of(new CreateKeyPair.Request(SOME, SOME, SOME, masks, masks, masks),
                new ReKey.Request(ID, 5L, SOME, masks), new ReKeyKeyPair.Request(ID, 5L, SOME, SOME, SOME, masks,
                        List.of(), List.of()),
                new DeriveKey.Request(ObjectType.SYMMETRIC_KEY, List.of(ID, UniqueIdentifier.of("b")), DerivationMethod.PBKDF2,
                        new DerivationParameters(null, BYTES, List.of(BYTES, BYTES), BYTES, 1000), SOME),
                new Certify.Request(ID, CertificateRequestType.PKCS_10, BYTES, SOME, masks),
                new ReCertify.Request(ID, certificateRequest, CertificateRequestType.PEM, BYTES, 0L, SOME, masks),
                new Check.Request(ID, 7L, 12, 3600L), new ObtainLease.Request(ID), new GetUsageAllocation.Request(ID, 9),
                new Validate.Request(List.of(new ManagedObject.Certificate(CertificateType.X_509, BYTES)), List.of(ID), NOW),
                new Cancel.Request(BYTES), new Poll.Request(BYTES), new Sign.Request(ID, null, BYTES, digest, stream),
                new SignatureVerify.Request(ID, null, BYTES, digest, BYTES, stream), new Mac.Request(ID, null, BYTES, stream),
                new MacVerify.Request(ID, null, BYTES, BYTES, stream), new RngRetrieve.Request(32), new RngSeed.Request(BYTES),
                new Hash.Request(parameters(), BYTES, stream),
                new CreateSplitKey.Request(ObjectType.SYMMETRIC_KEY, ID, 5, 3, SplitKeyMethod.XOR,
                        Item.BigInt.of(Tag.PRIME_FIELD_SIZE, BigInteger.valueOf(257)), SOME, masks),
                new JoinSplitKey.Request(ObjectType.SYMMETRIC_KEY, List.of(ID, ID), null, SOME, masks),
                new Export.Request(ID, KeyFormatType.RAW, null, null, null),
                new Import.Request(ID, ObjectType.SYMMETRIC_KEY, true, null, SOME.list(), KEY),
                new AdjustAttribute.Request(ID, AttributeType.CRYPTOGRAPHIC_LENGTH, AdjustmentType.INCREMENT,
                        new Item.Int(Tag.ADJUSTMENT_VALUE, 2)),
                new SetAttribute.Request(ID, Attribute.of(AttributeType.DESCRIPTION, "d")), new Log.Request("line"),
                new Login.Request(new Lease.Span(60), 3, LIMITS), new Login.Request(new Lease.Until(NOW), null, null),
                new Logout.Request(TICKET), new DelegatedLogin.Request(new Lease.Span(60), 3, LIMITS, new Rights(List.of(
                        new Rights.Right(LIMITS, List.of(Operation.GET), List.of(ID), List.of("g"))))),
                new SetEndpointRole.Request(EndpointRole.SERVER),
                new Pkcs11.Request("i", Pkcs11Function.C_GET_INFO, BYTES, BYTES), new Interop.Request(InteropFunction.BEGIN, "case"),
                new ReProvision.Request(new ManagedObject.Certificate(CertificateType.X_509, BYTES)), new ReProvision.Request(null),
                new SetDefaults.Request(new DefaultsInformation(List.of(
                        new DefaultsInformation.ObjectDefaults(List.of(ObjectType.SYMMETRIC_KEY), SOME, List.of("g")),
                        new DefaultsInformation.ObjectDefaults(List.of(ObjectType.PUBLIC_KEY, ObjectType.PRIVATE_KEY), SOME, List.of())))),
                new SetConstraints.Request(CONSTRAINTS), new GetConstraints.Request(),
                new QueryAsynchronousRequests.Request(List.of(BYTES), List.of(Operation.CREATE)), new Process.Request(BYTES),
                new Ping.Request(), new Notify.Request("id-1", List.of(Attribute.of(AttributeType.LAST_CHANGE_DATE, NOW)),
                        List.of(AttributeType.CONTACT_INFORMATION)),
                new Put.Request("id-1", PutFunction.REPLACE, "old", KEY, SOME.list()), new CreateGroup.Request(SOME),
                new CreateUser.Request(SOME), new CreateCredential.Request(CredentialType.PASSWORD, Attributes.NONE,
                        Structure.of(Tag.PASSWORD_CREDENTIAL, Item.Text.of(Tag.PASSWORD, "p"))),
                new Deactivate.Request(ID, null, NOW), new Obliterate.Request(ID), new Encapsulate.Request(ID, null, SOME, List.of()),
                new Decapsulate.Request(ID, null, BYTES, SOME, List.of()));
    }

    /** Responses with every field filled, and one to every operation. */
    public static List<ResponsePayload> responses() {
        return List.of(new CreateKeyPair.Response("a", "b", SOME, SOME), new ReKey.Response("a", SOME), new ReKeyKeyPair.Response("a", "b"),
                new DeriveKey.Response("a"), new Certify.Response("a"), new ReCertify.Response("a"), new Check.Response("a", 1L, 1, 1L),
                new ObtainLease.Response("a", 3600, NOW), new GetUsageAllocation.Response("a"),
                        new Validate.Response(ValidityIndicator.VALID),
                new Cancel.Response(BYTES, CancellationResult.CANCELED), new Sign.Response("a", BYTES, BYTES),
                new SignatureVerify.Response("a", ValidityIndicator.INVALID, BYTES, BYTES), new Mac.Response("a", BYTES, BYTES),
                new MacVerify.Response("a", ValidityIndicator.VALID, BYTES), new RngRetrieve.Response(BYTES), new RngSeed.Response(3),
                new Hash.Response(BYTES, BYTES), new CreateSplitKey.Response(List.of("a", "b"), SOME), new JoinSplitKey.Response("a"),
                new Export.Response(ObjectType.SYMMETRIC_KEY, "a", SOME.list(), KEY), new Import.Response("a"),
                new AdjustAttribute.Response("a"), new SetAttribute.Response("a"), new Log.Response(), new Login.Response(TICKET),
                new Logout.Response(), new DelegatedLogin.Response(TICKET), new SetEndpointRole.Response(EndpointRole.CLIENT),
                new Pkcs11.Response("i", Pkcs11Function.C_SIGN, BYTES, BYTES, 0x80000001), new Interop.Response(),
                new ReProvision.Response("a"), new SetDefaults.Response(), new SetConstraints.Response(),
                        new GetConstraints.Response(CONSTRAINTS),
                new QueryAsynchronousRequests.Response(List.of(new QueryAsynchronousRequests.Pending(BYTES, Operation.CREATE,
                        NOW.plusNanos(123_000), ProcessingStage.SUBMITTED))), new Process.Response(), new Ping.Response(),
                                new Notify.Response(),
                new Put.Response(), new CreateGroup.Response("a"), new CreateUser.Response("a"), new CreateCredential.Response("a"),
                new Deactivate.Response("a"), new Obliterate.Response("a"), new Encapsulate.Response("a", BYTES),
                        new Decapsulate.Response("a"),
                new Poll.Response(Structure.of(Tag.RESPONSE_PAYLOAD, Item.Text.of(Tag.UNIQUE_IDENTIFIER, "a"))),
                new Create.Response(ObjectType.SYMMETRIC_KEY, "a"), new Register.Response("a"), new Locate.Response(1, List.of("a")),
                new Get.Response("a", KEY), new GetAttributes.Response("a", SOME.list()),
                new GetAttributeList.Response("a", List.of(AttributeType.STATE)), new AddAttribute.Response("a", Attribute.name("n")),
                new ModifyAttribute.Response("a", Attribute.name("n")), new DeleteAttribute.Response("a", Attribute.name("n")),
                new Activate.Response("a"), new Revoke.Response("a"), new Destroy.Response("a"), new Archive.Response("a"),
                new Recover.Response("a"), new Encrypt.Response("a", BYTES, BYTES, BYTES, BYTES), new Decrypt.Response("a", BYTES, BYTES),
                Query.Response.builder().operations(List.of(Operation.GET)).build(),
                new DiscoverVersions.Response(List.of(ProtocolVersion.V2_1)));
    }

    static CryptographicParameters parameters() {
        return CryptographicParameters.from(Structure.of(Tag.CRYPTOGRAPHIC_PARAMETERS,
                new Item.Enumeration(Tag.HASHING_ALGORITHM, 6)));
    }

    /** The sample answer to an operation. */
    public static ResponsePayload response(Operation operation) {
        return responses().stream().filter(response -> response.operation() == operation).findFirst().orElseThrow();
    }

    private Samples() {
    }
}
