package io.lumenvault.server.kmip.delivery;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.server.kmip.operation.KmipRefusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Requests to a client, one at a time. Their header states the version alone: no other field is needed, and 1.4 sections 5.1 and 5.2 forbid
 * those that concern batches, size and asynchronous answers. A client whose answer is not one is not asked again: each method then throws
 * {@link IOException}, and the connection is to be closed.
 */
final class ClientExchange {

    /** Longest answer; Query's is the longest, and far shorter. */
    private static final int MOST_BYTES = 16 * 1024;

    private final Peer peer;
    private final Inbox inbox;

    ClientExchange(Peer peer, Inbox inbox) {
        this.peer = peer;
        this.inbox = inbox;
    }

    /** Reads what the client sends until the connection ends; on a thread of its own. */
    void read() {
        try {
            byte[] message = TtlvFraming.read(peer.in(), MOST_BYTES);
            while (message != null) {
                inbox.message(message);
                message = TtlvFraming.read(peer.in(), MOST_BYTES);
            }
            inbox.end("the client has ended it");
        } catch (IOException | TtlvException broken) {
            inbox.end(broken.getMessage());
        }
    }

    /**
     * Sends a request and gives the answer to it.
     *
     * @throws UnansweredException where it may have reached the client, and no answer came of it
     * @throws KmipException with the client's reason where it refuses
     * @throws KmipRefusal where the version has no form for the request
     */
    ResponsePayload ask(RequestPayload request, ProtocolVersion version) throws IOException {
        byte[] bytes = encode(request, version);
        try {
            inbox.ask();
            return answer(request, bytes, version);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private ResponsePayload answer(RequestPayload request, byte[] bytes, ProtocolVersion version) throws UnansweredException {
        try {
            peer.deadlines().begin("taking a request", peer.message());
            peer.out().write(bytes);
            peer.out().flush();
            peer.deadlines().begin("answering " + request.operation().text(), peer.message());
            return payload(item(inbox.answer(), version), request.operation(), version);
        } catch (IOException ended) {
            throw new UnansweredException(ended);
        }
    }

    private static ResponsePayload payload(ResponseBatchItem item, Operation operation, ProtocolVersion version) throws IOException {
        boolean refusal = !item.succeeded() && !item.pending();
        try {
            return item.readPayload(operation, version);
        } catch (KmipException said) {
            if (refusal) {
                throw said;
            }
            throw new IOException("the answer to " + operation.text() + " cannot be read: " + said.getMessage(), said);
        }
    }

    /** What the version cannot say is no refusal of the client's. */
    private static byte[] encode(RequestPayload request, ProtocolVersion version) {
        try {
            return RequestMessage.of(RequestHeader.of(version), List.of(request)).toBytes();
        } catch (KmipException unwritable) {
            throw new KmipRefusal(unwritable);
        }
    }

    private static ResponseBatchItem item(byte[] bytes, ProtocolVersion version) throws IOException {
        ResponseMessage answer;
        try {
            answer = ResponseMessage.read(TtlvReader.readStructureWithPreview(bytes));
        } catch (TtlvException | KmipException malformed) {
            throw new IOException("the answer cannot be read: " + malformed.getMessage(), malformed);
        }
        if (!answer.version().equals(version) || answer.items().size() != 1) {
            throw new IOException("the answer is of version " + answer.version() + " and has " + answer.items().size()
                    + " batch items; expected are version " + version + " and 1 item");
        }
        return answer.items().getFirst();
    }
}
