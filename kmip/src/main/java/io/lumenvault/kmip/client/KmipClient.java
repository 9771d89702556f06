package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Activate;
import io.lumenvault.kmip.payload.AddAttribute;
import io.lumenvault.kmip.payload.AttributeSelector;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.DeleteAttribute;
import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetAttributeList;
import io.lumenvault.kmip.payload.GetAttributes;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.Revoke;
import io.lumenvault.kmip.payload.SetEndpointRole;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/**
 * A KMIP client. It keeps one TLS connection, opens another one after an error, and sends one request at a time; threads
 * that share it take turns. Every operation throws {@link IOException} where the connection fails (the operation may then
 * have been carried out or not) and {@link KmipException} with the server's reason where the server refuses.
 */
public final class KmipClient implements AutoCloseable {

    /** After how long a connection that was handed over is taken to be lost, if nothing comes. */
    public static final Duration SILENCE = Duration.ofMinutes(15);
    private static final Duration SHORTEST_SILENCE = Duration.ofMillis(1);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(7);

    private final KmipClientBuilder settings;
    private final KeyOperations keys = new KeyOperations(this);
    private final CryptographicOperations cryptography = new CryptographicOperations(this);
    private final CertificateOperations certificates = new CertificateOperations(this);
    private final ServerOperations server = new ServerOperations(this);
    private final PendingOperations pending = new PendingOperations(this);
    private final ReentrantLock turn = new ReentrantLock();
    private ProtocolVersion version;
    private TlsConnection connection;

    KmipClient(KmipClientBuilder settings) {
        this.settings = settings;
        this.version = settings.version;
    }

    /** A client to configure; nothing is opened before the first request. */
    public static KmipClientBuilder builder(String host, int port, SSLContext tls) {
        return new KmipClientBuilder(host, port, tls);
    }

    /** Pairs, replacement, derivation, splitting, import and export, leases, archiving. */
    public KeyOperations keys() {
        return keys;
    }

    /** Cryptography with keys that stay at the server. */
    public CryptographicOperations cryptography() {
        return cryptography;
    }

    /** Certificates: issue, renewal, validation. */
    public CertificateOperations certificates() {
        return certificates;
    }

    /** Tickets, log, defaults and constraints, users. */
    public ServerOperations server() {
        return server;
    }

    /** Operations that the server carries out after it has answered. */
    public PendingOperations pending() {
        return pending;
    }

    /** The version spoken: the one configured, or else the best that Discover Versions finds, asked once. */
    public ProtocolVersion version() throws IOException {
        turn.lock();
        try {
            if (version == null) {
                version = VersionNegotiation.negotiate(this::send, settings.credentials, settings.versions());
            }
            return version;
        } finally {
            turn.unlock();
        }
    }

    /** The server's versions, best first. */
    public List<ProtocolVersion> discoverVersions() throws IOException {
        return call(new DiscoverVersions.Request(List.of()), DiscoverVersions.Response.class).versions();
    }

    /** What the server says of itself. */
    public Query.Response query(QueryFunction... functions) throws IOException {
        return call(new Query.Request(functions), Query.Response.class);
    }

    /** Makes an object at the server. */
    public String create(ObjectType type, Attribute... attributes) throws IOException {
        return call(new Create.Request(type, Attributes.of(attributes)), Create.Response.class).uniqueIdentifier();
    }

    /** Stores an object; the caller wipes it. */
    public String register(ManagedObject object, Attribute... attributes) throws IOException {
        return call(new Register.Request(Attributes.of(attributes), object), Register.Response.class)
                .uniqueIdentifier();
    }

    /** Fetches an object; the caller wipes it. */
    public ManagedObject get(String identifier) throws IOException {
        return call(new Get.Request(UniqueIdentifier.of(identifier)), Get.Response.class).object();
    }

    /** Attributes of an object: those named, or all. */
    public Attributes getAttributes(String identifier, AttributeName... names) throws IOException {
        return Attributes.of(call(new GetAttributes.Request(UniqueIdentifier.of(identifier), List.of(names)),
                GetAttributes.Response.class).attributes());
    }

    /** The names of the attributes that an object has. */
    public List<AttributeName> getAttributeList(String identifier) throws IOException {
        return call(new GetAttributeList.Request(UniqueIdentifier.of(identifier)), GetAttributeList.Response.class)
                .names();
    }

    /** Adds an attribute, or an instance of one. */
    public void addAttribute(String identifier, Attribute attribute) throws IOException {
        call(new AddAttribute.Request(UniqueIdentifier.of(identifier), attribute), AddAttribute.Response.class);
    }

    /** Changes the only instance of an attribute, or in 1.x the one at its index. */
    public void modifyAttribute(String identifier, Attribute attribute) throws IOException {
        call(new ModifyAttribute.Request(UniqueIdentifier.of(identifier), attribute), ModifyAttribute.Response.class);
    }

    /** Deletes an attribute: index 0 in 1.x, all instances in 2.x. */
    public void deleteAttribute(String identifier, AttributeName name) throws IOException {
        call(new DeleteAttribute.Request(UniqueIdentifier.of(identifier), new AttributeSelector.Named(name)),
                DeleteAttribute.Response.class);
    }

    /** Identifiers of the objects that have all of these attributes. */
    public List<String> locate(Attribute... attributes) throws IOException {
        return locate(new Locate.Request(attributes)).uniqueIdentifiers();
    }

    /** Finds objects, with limits, storage mask or group membership. */
    public Locate.Response locate(Locate.Request request) throws IOException {
        return call(request, Locate.Response.class);
    }

    /** Makes an object Active. */
    public void activate(String identifier) throws IOException {
        call(new Activate.Request(UniqueIdentifier.of(identifier)), Activate.Response.class);
    }

    /** Revokes an object. */
    public void revoke(String identifier, RevocationReason reason) throws IOException {
        call(new Revoke.Request(UniqueIdentifier.of(identifier), reason, null), Revoke.Response.class);
    }

    /** Destroys an object. */
    public void destroy(String identifier) throws IOException {
        call(new Destroy.Request(UniqueIdentifier.of(identifier)), Destroy.Response.class);
    }

    /** Carries out one operation. */
    public <R extends ResponsePayload> R call(RequestPayload request, Class<R> type) throws IOException {
        return batch(List.of(request), null).getFirst().get(type);
    }

    /**
     * Carries out several operations in order, in one message. An operation may leave its identifier null to mean the ID
     * Placeholder set by an earlier one.
     *
     * @param onError what the server does after a failure; null for its default, Stop
     * @return one result for each request, in the same order
     */
    public List<BatchResult> batch(List<? extends RequestPayload> requests, BatchErrorContinuationOption onError)
            throws IOException {
        RequestHeader header = header();
        if (requests.size() > 1) {
            header = header.withBatch(onError, true);
        }
        RequestMessage message = RequestMessage.of(header, requests);
        ResponseMessage answer = send(message);
        refuseUnreadable(answer, message);
        List<BatchResult> results = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            results.add(new BatchResult(requests.get(i).operation(), matching(message.items().get(i), i, answer),
                    answer.version()));
        }
        return results;
    }

    /** One operation, whose answer is read as one to {@code answered}; null allows no answer at a later time. */
    BatchResult exchange(RequestPayload request, Operation answered, AsynchronousIndicator asynchronous) throws IOException {
        ResponseMessage answer = send(RequestMessage.of(header().withAsynchronous(asynchronous), List.of(request)));
        if (answer.items().isEmpty()) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the answer has no batch item");
        }
        return new BatchResult(answered, answer.items().getFirst(), answer.version());
    }

    /**
     * Hands a new connection over to the server (since 2.0): there the server is the client from now on, and sends what concerns this
     * client's objects. This client itself goes on as before, over another connection.
     *
     * <p>The connection is taken to be lost where nothing comes for {@link #SILENCE}: a Lumenvault node is silent for half its
     * {@code idle-seconds} at most.
     *
     * @param operations what is served there; keep what is received in a way that outlives this program before it returns
     * @throws KmipException with the server's reason where it does not take the connection
     */
    public ServerEndpoint handOver(ServerToClientOperations operations) throws IOException {
        return handOver(operations, SILENCE);
    }

    /**
     * The same for a server that is heard of at other times.
     *
     * @param silence after which the connection is taken to be lost; longer than the server ever is silent
     */
    public ServerEndpoint handOver(ServerToClientOperations operations, Duration silence) throws IOException {
        if (silence.compareTo(SHORTEST_SILENCE) < 0 || silence.compareTo(LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException("a silence of " + silence + " is not from " + SHORTEST_SILENCE + " to " + LONGEST_SILENCE);
        }
        turn.lock();
        try {
            close();
            EndpointRole role = call(new SetEndpointRole.Request(EndpointRole.CLIENT), SetEndpointRole.Response.class).role();
            if (role != EndpointRole.CLIENT) {
                throw new KmipException(ResultReason.INVALID_MESSAGE, "the server stays the " + role.text() + " of the connection");
            }
            ServerEndpoint endpoint = new ServerEndpoint(connection, operations,
                    settings.version == null ? settings.versions() : List.of(settings.version), silence);
            connection = null;
            return endpoint;
        } finally {
            turn.unlock();
        }
    }

    private RequestHeader header() throws IOException {
        return RequestHeader.of(version()).withCredentials(settings.credentials);
    }

    private static void refuseUnreadable(ResponseMessage answer, RequestMessage message) {
        if (answer.items().isEmpty()) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the answer has no batch item");
        }
        ResponseBatchItem first = answer.items().getFirst();
        if (message.items().size() > 1 && first.operationCode() == null && first.uniqueBatchItemId() == null
                && !first.succeeded()) {
            throw new KmipException(first.reason() == null ? ResultReason.GENERAL_FAILURE : first.reason(),
                    "the whole message was refused: " + first.message());
        }
    }

    private static ResponseBatchItem matching(RequestBatchItem request, int position, ResponseMessage answer) {
        if (request.uniqueBatchItemId() != null) {
            for (ResponseBatchItem item : answer.items()) {
                if (Arrays.equals(item.uniqueBatchItemId(), request.uniqueBatchItemId())) {
                    return item;
                }
            }
        }
        boolean inOrder = position < answer.items().size() && answer.items().get(position).uniqueBatchItemId() == null;
        return inOrder ? answer.items().get(position) : null;
    }

    /**
     * Sends a message as it is and gives the answer as it is. Where the server has ended an idle connection and every
     * operation only reads, the message is sent once more over a new connection.
     */
    public ResponseMessage send(RequestMessage message) throws IOException {
        byte[] request = message.toBytes();
        turn.lock();
        try {
            byte[] answer = exchange(request, Retries.harmless(message));
            Structure structure;
            try {
                structure = settings.preview ? TtlvReader.readStructureWithPreview(answer) : TtlvReader.readStructure(answer);
            } finally {
                Arrays.fill(answer, (byte) 0);
            }
            try {
                return ResponseMessage.read(structure);
            } catch (KmipException rejected) {
                structure.wipe();
                throw rejected;
            }
        } catch (TtlvException e) {
            close();
            throw new IOException("the server's answer is not TTLV: " + e.getMessage(), e);
        } finally {
            turn.unlock();
            Arrays.fill(request, (byte) 0);
        }
    }

    /** Sends bytes as they are and gives the answer's bytes, for messages of another make such as test cases; never sent twice. */
    public byte[] exchange(byte[] request) throws IOException {
        turn.lock();
        try {
            return exchange(request, false);
        } finally {
            turn.unlock();
        }
    }

    private byte[] exchange(byte[] request, boolean harmless) throws IOException {
        if (connection == null) {
            connection = settings.connect();
        }
        boolean reused = connection.used();
        try {
            return connection.exchange(request);
        } catch (TlsConnection.ConnectionEndedException e) {
            close();
            if (!reused || !harmless) {
                throw e;
            }
            return exchange(request, false);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Closes the connection; a later request opens a new one. */
    @Override
    public void close() throws IOException {
        turn.lock();
        try {
            if (connection != null) {
                connection.close();
            }
        } finally {
            connection = null;
            turn.unlock();
        }
    }
}
