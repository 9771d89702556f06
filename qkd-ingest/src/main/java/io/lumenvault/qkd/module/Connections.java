package io.lumenvault.qkd.module;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;

/** How the sockets of a link are set up. */
final class Connections {
    static final int HANDSHAKE_TIMEOUT_MS = 10_000;
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
