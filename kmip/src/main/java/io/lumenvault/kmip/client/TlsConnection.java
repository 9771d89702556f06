package io.lumenvault.kmip.client;

import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One TLS connection that carries one request at a time. */
final class TlsConnection implements AutoCloseable {

    private final SSLSocket socket;
    private final int maximumResponseBytes;
    private boolean used;

    private TlsConnection(SSLSocket socket, int maximumResponseBytes) {
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
            plain.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new TlsConnection(socket, maximumResponseBytes);
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
        } catch (EOFException | java.net.SocketTimeoutException e) {
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
