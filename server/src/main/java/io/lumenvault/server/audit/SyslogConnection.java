package io.lumenvault.server.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A TLS connection to a collector (RFC 5425), certificates at both ends. The protocol has no acknowledgement: that the other end has gone
 * is seen by reading, which ends then.
 */
final class SyslogConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5000;
    private static final int SEND_BUFFER = 64 << 10;

    private final Socket plain;
    private final SSLSocket socket;
    private final OutputStream out;
    private volatile boolean ended;

    private SyslogConnection(Socket plain, SSLSocket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), SEND_BUFFER);
        Thread.ofVirtual().name("audit-syslog-end").start(this::awaitEnd);
    }

    static SyslogConnection open(SSLContext tls, String host, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setSendBufferSize(SEND_BUFFER);
            plain.setKeepAlive(true);
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            plain.setSoTimeout(CONNECT_MILLIS);
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            plain.setSoTimeout(0);
            return new SyslogConnection(plain, socket);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Collectors send nothing; reading ends when they close, restart or vanish. */
    private void awaitEnd() {
        try {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException gone) {
            ended = true;
        }
        ended = true;
    }

    void write(byte[] message) throws IOException {
        requireAlive();
        out.write(message);
    }

    void flush() throws IOException {
        out.flush();
        requireAlive();
    }

    void requireAlive() throws IOException {
        if (ended) {
            throw new IOException("the collector has closed the connection");
        }
    }

    /** The plain socket: closing TLS in good order would wait for a collector that does not read. */
    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException gone) {
            ended = true;
        }
    }
}
