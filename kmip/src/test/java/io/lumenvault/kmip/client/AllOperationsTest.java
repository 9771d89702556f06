package io.lumenvault.kmip.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.Samples;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.CancellationResult;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.InteropFunction;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.TicketType;
import io.lumenvault.kmip.spec.ValidityIndicator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation by its typed call, against a listener that answers each with a sample. */
class AllOperationsTest {

    private static final Set<Operation> SEEN = Collections.synchronizedSet(EnumSet.noneOf(Operation.class));
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    private static Path folder;
    private static SSLContext tls;
    private static LoopbackServer server;

    @BeforeAll
    static void start() throws Exception {
        tls = TestCertificate.context(folder);
        server = new LoopbackServer(tls, (request, version) -> {
            SEEN.add(request.operation());
            return Samples.response(request.operation());
        });
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static KmipClientBuilder client() {
        return KmipClient.builder("localhost", server.port(), tls).readTimeout(Duration.ofSeconds(20));
    }

    @SuppressWarnings("unchecked")
    private static <T extends RequestPayload> T sample(Class<T> type) {
        return (T) Samples.requests().stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    @Test
    void everyOperationOf21_hasACallThatReadsItsAnswer() throws IOException {
        SEEN.clear();
        try (KmipClient client = client().version(ProtocolVersion.V2_1).build()) {
            everyday(client);
            keys(client.keys());
            cryptography(client.cryptography());
            certificates(client.certificates());
            server(client.server());
            assertEquals(CancellationResult.CANCELED, client.pending().cancel(BYTES));
            client.pending().process(BYTES);
            assertEquals(1, client.pending().list().size());
            assertTrue(client.pending().poll(BYTES, Operation.DESTROY).succeeded());
        }
        Set<Operation> missing = EnumSet.allOf(Operation.class);
        missing.removeIf(operation -> SEEN.contains(operation) || !operation.availableAt(ProtocolVersion.V2_1));
        assertEquals(EnumSet.of(Operation.NOTIFY, Operation.PUT), missing);
    }

    private static void everyday(KmipClient client) throws IOException {
        ManagedObject key = new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, new byte[16], null, null));
        assertEquals("a", client.create(ObjectType.SYMMETRIC_KEY, Attribute.name("n")));
        assertEquals("a", client.register(key, Attribute.name("n")));
        assertEquals(ObjectType.SYMMETRIC_KEY, client.get("a").objectType());
        assertEquals(List.of("a"), client.locate(Attribute.name("n")));
        assertEquals(2, client.getAttributes("a").list().size());
        assertEquals(List.of(AttributeType.STATE), client.getAttributeList("a"));
        client.addAttribute("a", Attribute.name("n"));
        client.modifyAttribute("a", Attribute.name("n"));
        client.deleteAttribute("a", AttributeType.NAME);
        client.activate("a");
        client.revoke("a", new RevocationReason(RevocationReasonCode.UNSPECIFIED, null));
        client.destroy("a");
        assertEquals(List.of(Operation.GET), client.query(QueryFunction.QUERY_OPERATIONS).operations());
        assertEquals(List.of(ProtocolVersion.V2_1), client.discoverVersions());
    }

    private static void keys(KeyOperations keys) throws IOException {
        assertEquals("b", keys.createKeyPair(Attributes.NONE, Attributes.NONE, Attributes.NONE).publicKeyUniqueIdentifier());
        assertEquals("a", keys.reKey("a"));
        assertEquals("a", keys.reKeyKeyPair("a").privateKeyUniqueIdentifier());
        assertEquals("a", keys.deriveKey(sample(io.lumenvault.kmip.payload.DeriveKey.Request.class)));
        assertEquals(List.of("a", "b"), keys.createSplitKey(sample(io.lumenvault.kmip.payload.CreateSplitKey.Request.class)));
        assertEquals("a", keys.joinSplitKey(ObjectType.SYMMETRIC_KEY, List.of("a", "b")));
        assertEquals("a", keys.importObject(sample(io.lumenvault.kmip.payload.Import.Request.class)));
        assertEquals(2, keys.export("a").attributes().size());
        assertEquals(ObjectType.SYMMETRIC_KEY, keys.get(new Get.Request(null)).objectType());
        assertEquals(1, keys.check(sample(io.lumenvault.kmip.payload.Check.Request.class)).leaseTime());
        assertEquals(3600, keys.obtainLease("a").leaseTime());
        keys.getUsageAllocation("a", 5);
        keys.archive("a");
        keys.recover("a");
        keys.setAttribute("a", Attribute.of(AttributeType.COMMENT, "c"));
        keys.adjustAttribute(sample(io.lumenvault.kmip.payload.AdjustAttribute.Request.class));
    }

    private static void cryptography(CryptographicOperations cryptography) throws IOException {
        assertArrayEquals(BYTES, cryptography.encrypt("a", BYTES).data());
        assertArrayEquals(BYTES, cryptography.decrypt("a", BYTES, BYTES));
        assertArrayEquals(BYTES, cryptography.sign("a", null, BYTES));
        assertFalse(cryptography.verify("a", null, BYTES, BYTES));
        assertArrayEquals(BYTES, cryptography.mac("a", null, BYTES));
        assertTrue(cryptography.verifyMac("a", null, BYTES, BYTES));
        assertArrayEquals(BYTES, cryptography.hash(sample(io.lumenvault.kmip.payload.Hash.Request.class).parameters(), BYTES));
        assertArrayEquals(BYTES, cryptography.random(3));
        assertEquals(3, cryptography.seed(BYTES));
    }

    private static void certificates(CertificateOperations certificates) throws IOException {
        assertEquals("a", certificates.certify("a", CertificateRequestType.PKCS_10, BYTES));
        assertEquals("a", certificates.reCertify("a", null, null));
        assertEquals(ValidityIndicator.VALID, certificates.validate(List.of("a"), null));
        assertEquals("a", certificates.reProvision(null));
    }

    private static void server(ServerOperations server) throws IOException {
        server.ping();
        server.log("line");
        Ticket ticket = server.login(sample(io.lumenvault.kmip.payload.Login.Request.class));
        assertEquals(TicketType.LOGIN, ticket.type());
        server.logout(ticket);
        assertEquals(ticket.type(), server.delegatedLogin(sample(io.lumenvault.kmip.payload.DelegatedLogin.Request.class)).type());
        assertEquals(EndpointRole.CLIENT, server.setEndpointRole(EndpointRole.SERVER));
        assertEquals(0x80000001, server.pkcs11(sample(io.lumenvault.kmip.payload.Pkcs11.Request.class)).returnCode());
        server.interop(InteropFunction.BEGIN, "case");
        server.setDefaults(sample(io.lumenvault.kmip.payload.SetDefaults.Request.class).defaults());
        assertEquals(1, server.getConstraints().list().size());
        server.setConstraints(server.getConstraints());
    }

    @Test
    void preview_notSwitchedOn_is30Refused() throws IOException {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> client().version(ProtocolVersion.V3_0).build());
        assertTrue(refused.getMessage().contains("after preview()"), refused.getMessage());
        try (KmipClient client = client().preview().version(ProtocolVersion.V3_0).build()) {
            assertEquals("a", client.server().createUser(Attribute.name("u")));
            assertEquals("a", client.server().createGroup());
            client.server().obliterate("a");
            client.server().deactivate("a");
            assertArrayEquals(BYTES, client.cryptography()
                    .encapsulate(sample(io.lumenvault.kmip.payload.Encapsulate.Request.class)).data());
            assertEquals("a", client.create(ObjectType.SYMMETRIC_KEY));
            List<BatchResult> results = client.batch(List.of(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.NONE),
                    new Get.Request(null)), null);
            assertTrue(results.get(1).succeeded());
        }
    }

    @Test
    void submit_pendingAnswer_isPolledForByItsCorrelationValue() throws Exception {
        try (LoopbackServer later = LoopbackServer.answering(tls, AllOperationsTest::pendingFirst);
                KmipClient client = KmipClient.builder("localhost", later.port(), tls).version(ProtocolVersion.V1_4).build()) {
            BatchResult submitted = client.pending().submit(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.NONE),
                    AsynchronousIndicator.OPTIONAL);
            assertFalse(submitted.succeeded());
            byte[] correlation = submitted.pending().orElseThrow();
            BatchResult done = client.pending().poll(correlation, Operation.CREATE);
            assertTrue(done.pending().isEmpty());
            assertEquals("later", done.get(Create.Response.class).uniqueIdentifier());
        }
    }

    /** Pending to a request that allows it; the answer of Create to a poll. */
    private static ResponseMessage pendingFirst(RequestMessage request) {
        RequestBatchItem item = request.items().getFirst();
        ResponseBatchItem answer = request.header().asynchronous() == AsynchronousIndicator.OPTIONAL
                ? new ResponseBatchItem(item.operationCode(), null, ResultStatus.OPERATION_PENDING, null, null, BYTES, null, List.of())
                : new ResponseBatchItem(Operation.CREATE.code(), null, ResultStatus.SUCCESS, null, null, null,
                        new Create.Response(ObjectType.SYMMETRIC_KEY, "later").toStructure(request.version()), List.of());
        return new ResponseMessage(ResponseHeader.of(request.version(), Instant.now()), List.of(answer));
    }
}
