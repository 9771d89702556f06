package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.payload.Put;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.QueryResponseBuilder;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a client does when the server sends it requests (1.4 section 5, 2.1 section 6.2): Notify and Put as far as there is a handler.
 * Query and Discover Versions are answered from that, and from the versions that the client speaks. Immutable.
 */
public final class ServerToClientOperations {

    /** No handlers: the server is told that neither Notify nor Put is served. */
    public static final ServerToClientOperations NONE = new ServerToClientOperations(null, null);

    private final Handler<Notify.Request> onNotify;
    private final Handler<Put.Request> onPut;

    /**
     * Handles one kind of request.
     *
     * @param <R> the request payload
     */
    @FunctionalInterface
    public interface Handler<R extends RequestPayload> {
        /**
         * Takes note of what the server says; success is answered when this returns, and the server then forgets the message. What it
         * sent before a connection failed it may send again. Secrets in the request are wiped after this: copy what is to be kept.
         *
         * @throws KmipException to refuse, with the reason that the server is told
         */
        void handle(R request);
    }

    private ServerToClientOperations(Handler<Notify.Request> onNotify, Handler<Put.Request> onPut) {
        this.onNotify = onNotify;
        this.onPut = onPut;
    }

    /** The same, with a handler for changed attributes. */
    public ServerToClientOperations onNotify(Handler<Notify.Request> handler) {
        return new ServerToClientOperations(Objects.requireNonNull(handler, "handler"), onPut);
    }

    /** The same, with a handler for objects. */
    public ServerToClientOperations onPut(Handler<Put.Request> handler) {
        return new ServerToClientOperations(onNotify, Objects.requireNonNull(handler, "handler"));
    }

    /** The operations that are served in a version. */
    public List<Operation> operations(ProtocolVersion version) {
        List<Operation> served = new ArrayList<>(List.of(Operation.DISCOVER_VERSIONS, Operation.QUERY));
        if (onNotify != null) {
            served.add(Operation.NOTIFY);
        }
        if (onPut != null) {
            served.add(Operation.PUT);
        }
        return served.stream().filter(operation -> operation.availableAt(version)).toList();
    }

    /**
     * Serves one request.
     *
     * @param spoken the versions that the client speaks, best first
     * @throws KmipException with the reason of a refusal
     */
    ResponsePayload serve(RequestPayload request, ProtocolVersion version, List<ProtocolVersion> spoken) {
        return switch (request) {
            case DiscoverVersions.Request asked -> new DiscoverVersions.Response(asked.versions().isEmpty() ? spoken
                    : spoken.stream().filter(asked.versions()::contains).toList());
            case Query.Request asked -> query(asked, version);
            case Notify.Request changed when onNotify != null -> {
                onNotify.handle(changed);
                yield new Notify.Response();
            }
            case Put.Request pushed when onPut != null -> put(pushed);
            default -> throw new KmipException(ResultReason.OPERATION_NOT_SUPPORTED, request.operation().text()
                    + " is not served by this client; it serves " + operations(version).stream().map(Operation::text).toList());
        };
    }

    private ResponsePayload put(Put.Request pushed) {
        try {
            onPut.handle(pushed);
            return new Put.Response();
        } finally {
            pushed.object().wipe();
        }
    }

    /** Other functions than these have nothing to list. */
    private Query.Response query(Query.Request asked, ProtocolVersion version) {
        QueryResponseBuilder answer = Query.Response.builder();
        if (asked.functions().contains(QueryFunction.QUERY_OPERATIONS)) {
            answer.operations(operations(version));
        }
        if (asked.functions().contains(QueryFunction.QUERY_OBJECTS) && onPut != null) {
            answer.objectTypes(Arrays.stream(ObjectType.values()).filter(type -> type.availableAt(version)).toList());
        }
        return answer.build();
    }
}
