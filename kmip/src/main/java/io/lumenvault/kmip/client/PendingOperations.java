package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.Cancel;
import io.lumenvault.kmip.payload.Poll;
import io.lumenvault.kmip.payload.Process;
import io.lumenvault.kmip.payload.QueryAsynchronousRequests;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.CancellationResult;
import io.lumenvault.kmip.spec.Operation;
import java.io.IOException;
import java.util.List;

/** Operations that the server carries out after it has answered (1.4 section 4.27, 2.1 section 6.1.38). */
public final class PendingOperations {

    private final KmipClient client;

    PendingOperations(KmipClient client) {
        this.client = client;
    }

    /**
     * Hands an operation to the server, which may answer it at once or later: {@link BatchResult#pending} tells.
     *
     * @param asynchronous Optional leaves it to the server, Mandatory asks for later
     */
    public BatchResult submit(RequestPayload request, AsynchronousIndicator asynchronous) throws IOException {
        return client.exchange(request, request.operation(), asynchronous);
    }

    /**
     * Asks for the answer of a pending operation.
     *
     * @param correlationValue what {@link BatchResult#pending} gave
     * @param operation the operation that was submitted
     * @return its result, or again a pending one
     */
    public BatchResult poll(byte[] correlationValue, Operation operation) throws IOException {
        return client.exchange(new Poll.Request(correlationValue), operation, null);
    }

    /**
     * Gives up a pending operation.
     *
     * @throws KmipException with the server's reason
     */
    public CancellationResult cancel(byte[] correlationValue) throws IOException {
        return client.call(new Cancel.Request(correlationValue), Cancel.Response.class).result();
    }

    /** Has a pending operation carried out at once (since 2.1): the next poll gives its answer. */
    public void process(byte[] correlationValue) throws IOException {
        client.call(new Process.Request(correlationValue), Process.Response.class);
    }

    /** The caller's pending operations (since 2.1). */
    public List<QueryAsynchronousRequests.Pending> list() throws IOException {
        return client.call(new QueryAsynchronousRequests.Request(List.of(), List.of()), QueryAsynchronousRequests.Response.class)
                .pending();
    }
}
