package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A minimal listener for tests of the client; batches stop at the first failure. */
final class LoopbackServer implements AutoCloseable {

    private final SSLServerSocket listener;
    private final Function<RequestMessage, ResponseMessage> answers;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile int connections;

    LoopbackServer(SSLContext tls, BiFunction<RequestPayload, ProtocolVersion, ResponsePayload> handler)
            throws IOException {
        this(tls, request -> answer(request, handler));
    }

    private LoopbackServer(SSLContext tls, Function<RequestMessage, ResponseMessage> answers) throws IOException {
        this.answers = answers;
        listener = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::accept);
    }

    /** A listener that answers whole messages. */
    static LoopbackServer answering(SSLContext tls, Function<RequestMessage, ResponseMessage> answers) throws IOException {
        return new LoopbackServer(tls, answers);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections;
    }

    void endConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections++;
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the listener was closed: the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            byte[] bytes;
            while ((bytes = TtlvFraming.read(socket.getInputStream(), 1 << 20)) != null) {
                socket.getOutputStream().write(answers.apply(RequestMessage.read(TtlvReader.readStructureWithPreview(bytes),
                        ProtocolVersion.withPreview())).toBytes());
            }
        } catch (IOException ended) {
            // the peer went away, or the test ended the connection
        }
    }

    private static ResponseMessage answer(RequestMessage request,
            BiFunction<RequestPayload, ProtocolVersion, ResponsePayload> handler) {
        ProtocolVersion version = request.version();
        List<ResponseBatchItem> items = new ArrayList<>();
        for (RequestBatchItem item : request.items()) {
            try {
                items.add(ResponseBatchItem.success(item, handler.apply(item.readPayload(version), version), version));
            } catch (KmipException e) {
                items.add(ResponseBatchItem.failure(item, e, version));
                break;
            }
        }
        return new ResponseMessage(ResponseHeader.of(version, Instant.now()), items);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        endConnections();
    }
}
