package io.lumenvault.kmip.client;

import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One TLS connection that carries one request at a time. */
final class TlsConnection implements AutoCloseable {

    private final Socket plain;
    private final SSLSocket socket;
    private final int maximumResponseBytes;
    private boolean used;

    private TlsConnection(Socket plain, SSLSocket socket, int maximumResponseBytes) {
        this.plain = plain;
        this.socket = socket;
        this.maximumResponseBytes = maximumResponseBytes;
    }

    /** Connects, checks the server's certificate against the host name, and ends the handshake. */
    static TlsConnection open(String host, int port, SSLContext tls, Duration connectTimeout, Duration readTimeout,
            int maximumResponseBytes) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            plain.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new TlsConnection(plain, socket, maximumResponseBytes);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** True where a request has been answered here before. */
    boolean used() {
        return used;
    }

    /**
     * Sends a message and reads one back.
     *
     * @throws ConnectionEndedException where the server ended the connection before the first byte of an answer
     */
    byte[] exchange(byte[] request) throws IOException {
        byte[] answer;
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            answer = TtlvFraming.read(socket.getInputStream(), maximumResponseBytes);
        } catch (TtlvException e) {
            throw new IOException("the server's answer is not TTLV: " + e.getMessage(), e);
        } catch (EOFException | SocketTimeoutException e) {
            throw e;
        } catch (java.net.SocketException e) {
            throw new ConnectionEndedException(e);
        }
        if (answer == null) {
            throw new ConnectionEndedException(null);
        }
        used = true;
        return answer;
    }

    /**
     * Waits for a request of the server; once begun, a request must go on within the read timeout.
     *
     * @param silence the longest wait: an end of the connection that was lost on the way is not heard of otherwise
     * @return the request, or null where the server has ended the connection
     */
    byte[] awaitRequest(Duration silence) throws IOException {
        int readTimeout = socket.getSoTimeout();
        socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
        int first;
        try {
            first = socket.getInputStream().read();
        } catch (SocketTimeoutException silent) {
            throw new IOException("nothing has come from the server for " + silence, silent);
        } finally {
            socket.setSoTimeout(readTimeout);
        }
        return first < 0 ? null : TtlvFraming.read(new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}),
                socket.getInputStream()), maximumResponseBytes);
    }

    /** Sends an answer. */
    void send(byte[] answer) throws IOException {
        socket.getOutputStream().write(answer);
        socket.getOutputStream().flush();
    }

    /** Ends the connection under another thread that waits for a request: closing TLS would wait for that thread. */
    void abort() throws IOException {
        plain.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The server ended the connection instead of answering. */
    static final class ConnectionEndedException extends IOException {
        ConnectionEndedException(Throwable cause) {
            super("the server ended the connection without an answer", cause);
        }
    }
}
