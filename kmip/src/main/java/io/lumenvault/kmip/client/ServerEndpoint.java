package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A connection on which the roles have changed (2.1 section 6.1.54): the server asks and this end answers. {@link KmipClient#handOver}
 * makes one; the client itself goes on over another connection.
 */
public final class ServerEndpoint implements AutoCloseable {

    private final TlsConnection connection;
    private final ServerToClientOperations operations;
    private final List<ProtocolVersion> spoken;
    private final Duration silence;
    private final InstantSource clock = InstantSource.system();
    private volatile boolean closed;

    ServerEndpoint(TlsConnection connection, ServerToClientOperations operations, List<ProtocolVersion> spoken, Duration silence) {
        this.connection = connection;
        this.operations = operations;
        this.spoken = spoken;
        this.silence = silence;
    }

    /**
     * Answers requests of the server, one after another on the calling thread, until the server ends the connection or {@link #close}
     * is called. What the server has not been answered, it keeps: hand over another connection to go on.
     *
     * @throws IOException where the connection fails, nothing comes for longer than it may, or the server sends what is no request
     * @throws RuntimeException what a handler threw, other than {@link KmipException}; the server was told General Failure
     */
    public void serve() throws IOException {
        try {
            byte[] request = connection.awaitRequest(silence);
            while (request != null) {
                answer(request);
                request = connection.awaitRequest(silence);
            }
        } catch (IOException ended) {
            if (!closed) {
                throw ended;
            }
        } catch (TtlvException malformed) {
            throw new IOException("the server's request is not TTLV: " + malformed.getMessage(), malformed);
        } finally {
            close();
        }
    }

    private void answer(byte[] bytes) throws IOException {
        Structure structure;
        try {
            structure = TtlvReader.readStructureWithPreview(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        RequestMessage request;
        try {
            request = RequestMessage.read(structure, spoken);
        } catch (KmipException unreadable) {
            structure.wipe();
            connection.send(ResponseMessage.failure(spoken.getFirst(), clock.instant(), unreadable).toBytes());
            return;
        }
        RuntimeException[] failure = new RuntimeException[1];
        try {
            connection.send(new ResponseMessage(ResponseHeader.of(request.version(), clock.instant()), items(request, failure)).toBytes());
        } finally {
            structure.wipe();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    /** A failed item ends the batch. */
    private List<ResponseBatchItem> items(RequestMessage request, RuntimeException[] failure) {
        List<ResponseBatchItem> answers = new ArrayList<>(request.items().size());
        for (RequestBatchItem item : request.items()) {
            try {
                requireServerHeader(request.header());
                request.refuseCriticalExtensions();
                answers.add(ResponseBatchItem.success(item,
                        operations.serve(item.readPayload(request.version()), request.version(), spoken), request.version()));
            } catch (KmipException refused) {
                answers.add(ResponseBatchItem.failure(item, refused, request.version()));
                break;
            } catch (RuntimeException broken) {
                failure[0] = broken;
                answers.add(ResponseBatchItem.failure(item, new KmipException(ResultReason.GENERAL_FAILURE, "the client failed"),
                        request.version()));
                break;
            }
        }
        return answers;
    }

    /** 1.4 sections 5.1 and 5.2: four fields of a request's header are a client's alone. */
    private static void requireServerHeader(RequestHeader header) {
        if (header.maximumResponseSize() != null || header.asynchronous() != null || header.batchErrorContinuation() != null
                || header.batchOrder() != null) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "a request of the server has no Maximum Response Size, Asynchronous "
                    + "Indicator, Batch Error Continuation Option or Batch Order Option");
        }
    }

    /** Ends the connection; {@link #serve} then returns. */
    @Override
    public void close() throws IOException {
        closed = true;
        connection.abort();
    }
}
