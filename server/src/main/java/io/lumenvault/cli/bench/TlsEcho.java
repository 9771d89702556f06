package io.lumenvault.cli.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The ceiling of any protocol over TLS: requests of a fixed size echoed over mutual TLS by blocking sockets, a virtual thread each. */
final class TlsEcho implements AutoCloseable {

    private static final int BYTES = 300;

    private final SSLContext tls;
    private final SSLServerSocket listener;

    TlsEcho(SSLContext tls) throws IOException {
        this.tls = tls;
        this.listener = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) listener.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException closed) {
            // The listener is closed when the measurement ends.
        }
    }

    private static void echo(SSLSocket socket) {
        byte[] message = new byte[BYTES];
        try (socket; DataInputStream in = new DataInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            while (true) {
                in.readFully(message);
                socket.getOutputStream().write(message);
            }
        } catch (IOException closed) {
            // The client closes its connection when the measurement ends.
        }
    }

    ClosedLoop.Worker client() throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] message = new byte[BYTES];
        return new ClosedLoop.Worker() {
            @Override
            public void once() throws IOException {
                socket.getOutputStream().write(message);
                in.readFully(message);
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
