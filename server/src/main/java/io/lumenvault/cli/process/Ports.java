package io.lumenvault.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses loopback ports, each one once. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /** Below the range from which systems take the ports of outgoing connections: nobody takes one while its server restarts. */
    private static final int LOWEST = 20_000;
    private static final int END = 32_768;

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
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
            if (free(port) && given.add(port)) {
                return port;
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
