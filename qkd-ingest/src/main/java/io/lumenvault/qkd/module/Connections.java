package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.LinkException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;

/** How the connections of a link are set up. */
final class Connections {
    static final int HANDSHAKE_TIMEOUT_MS = 10_000;
    /** Of all its reads together. */
    static final int HANDSHAKE_DEADLINE_MS = 30_000;
    /** Bob reads what he asked for before anything else, so Alice need not wait for long; he waits for her as long as her key manager is behind. */
    static final int WRITE_DEADLINE_MS = 30_000;

    private Connections() {
    }

    /** No delay for question and answer; a peer that vanishes without a word is noticed within about 15 s. */
    static Socket prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 6);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 3);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
        }
        return socket;
    }

    /**
     * Opens something over a socket with a stranger at its other end, who could go on for ever with a byte now and then.
     *
     * @param millis how long all of it may take; the socket is closed then
     * @throws IOException if it takes longer
     */
    static <T> T inTime(Socket socket, int millis, Supplier<T> opening) throws IOException {
        Deadline deadline = new Deadline(socket, millis);
        try (deadline) {
            return opening.get();
        } catch (LinkException e) {
            if (deadline.expired()) {
                throw new IOException("the peer has not proved who it is within " + millis + " ms");
            }
            throw e;
        }
    }

    static ServerSocket listen(InetSocketAddress address) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        try {
            server.bind(address);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
        }
        return server;
    }

    static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            // Resolved again each time: the peer may come back under another address.
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), HANDSHAKE_TIMEOUT_MS);
            return prepare(socket);
        } catch (IOException e) {
            socket.close();
            throw new IOException(address.getHostString() + ":" + address.getPort() + " not reached: " + e.getMessage());
        }
    }
}
