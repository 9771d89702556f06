package io.lumenvault.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses loopback ports, each one once. Two processes that choose at the same time never choose the same port, also before it is in
 * use and while its server restarts: each takes from a block of its own, for which it listens at the block's first port.
 */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /** Below the range from which systems take the ports of outgoing connections: nobody takes one while its server restarts. */
    private static final int LOWEST = 20_000;
    private static final int END = 32_768;
    private static final int BLOCK = 256;
    private static final int TRIES = 10_000;

    private final Set<Integer> given = new HashSet<>();
    private final boolean usual;

    private Ports(boolean usual) {
        this.usual = usual;
    }

    /** Preferred ports where they are free, as people expect them. */
    public static Ports usual() {
        return new Ports(true);
    }

    /** Never the preferred ports, so that several can run beside each other. */
    public static Ports unusual() {
        return new Ports(false);
    }

    /** The preferred port, or any other where that is taken. */
    public synchronized int choose(int preferred) {
        if (usual && !given.contains(preferred) && free(preferred)) {
            given.add(preferred);
            return preferred;
        }
        return any();
    }

    /** Any free port. */
    public synchronized int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = Block.FIRST + ThreadLocalRandom.current().nextInt(1, BLOCK);
            if (free(port) && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("none of the ports from " + Block.FIRST + " on is free");
    }

    /** The ports of this process; the socket that says so stays open until the process ends. */
    private static final class Block {

        static final int FIRST;
        private static final ServerSocket MARK;

        static {
            ServerSocket mark = null;
            for (int i = 0; i < TRIES && mark == null; i++) {
                mark = listen(LOWEST + BLOCK * ThreadLocalRandom.current().nextInt((END - LOWEST) / BLOCK));
            }
            if (mark == null) {
                throw new IllegalStateException("no block of " + BLOCK + " loopback ports from " + LOWEST + " on is free");
            }
            MARK = mark;
            FIRST = MARK.getLocalPort();
        }

        private static ServerSocket listen(int port) {
            try {
                return new ServerSocket(port, 1, LOOPBACK);
            } catch (IOException _) {
                return null;
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
