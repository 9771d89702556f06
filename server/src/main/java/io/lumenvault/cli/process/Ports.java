package io.lumenvault.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Chooses loopback ports, each one once. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Set<Integer> given = new HashSet<>();

    /** The preferred port, or one that the system chooses where that is taken. */
    public synchronized int choose(int preferred) throws IOException {
        if (!given.contains(preferred) && free(preferred)) {
            given.add(preferred);
            return preferred;
        }
        return any();
    }

    /** A port that the system chooses. */
    public synchronized int any() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
