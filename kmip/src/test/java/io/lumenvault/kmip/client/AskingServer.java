package io.lumenvault.kmip.client;

import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.SetEndpointRole;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A minimal listener for tests: takes one connection over, sends its messages, and ends the connection after the last answer. */
final class AskingServer implements AutoCloseable {

    private static final int MOST = 1 << 16;

    private final SSLServerSocket listener;
    private final EndpointRole role;
    private final List<byte[]> messages;
    private final boolean staying;
    private final List<ResponseMessage> answers = new CopyOnWriteArrayList<>();

    AskingServer(SSLContext tls, ProtocolVersion version, List<RequestPayload> requests) throws IOException {
        this(tls, EndpointRole.CLIENT, requests.stream()
                .map(request -> RequestMessage.of(RequestHeader.of(version), List.of(request)).toBytes()).toList());
    }

    /** @param role what it answers to Set Endpoint Role */
    AskingServer(SSLContext tls, EndpointRole role, List<byte[]> messages) throws IOException {
        this(tls, role, messages, false);
    }

    /** @param staying whether it leaves the connection open after the last answer, and says nothing more */
    AskingServer(SSLContext tls, EndpointRole role, List<byte[]> messages, boolean staying) throws IOException {
        this.staying = staying;
        this.role = role;
        this.messages = messages;
        listener = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What the client has answered. */
    List<ResponseMessage> answers() {
        return answers;
    }

    private void serve() {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            RequestMessage asked = RequestMessage.read(TtlvFraming.read(socket.getInputStream(), MOST));
            socket.getOutputStream().write(new ResponseMessage(ResponseHeader.of(asked.version(), Instant.now()), Stream.of(
                    ResponseBatchItem.success(asked.items().getFirst(), new SetEndpointRole.Response(role), asked.version())).toList())
                    .toBytes());
            for (byte[] message : messages) {
                socket.getOutputStream().write(message);
                answers.add(ResponseMessage.read(TtlvFraming.read(socket.getInputStream(), MOST)));
            }
            if (staying) {
                socket.getInputStream().read();
            }
        } catch (IOException ended) {
            // the client went away, or the test is over
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
