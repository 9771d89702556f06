package io.lumenvault.server.kmip;

import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.kmip.delivery.Deliveries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;

/**
 * Accepts KMIP connections. Accepting does nothing but accept; handshake and all else run on the connection's own virtual thread,
 * so no peer can hold up another.
 */
final class Listener implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final int BACKLOG = 1024;
    private static final long WATCH_MILLIS = 250;
    private static final long COMPLAINT_NANOS = 10_000_000_000L;

    private final ServerSocket server = new ServerSocket();
    private final SSLSocketFactory tls;
    private final Limits limits;
    private final MessageMemory memory;
    private final MessageService service;
    private final PrincipalDirectory directory;
    private final SessionCounts sessions;
    private final Deliveries deliveries;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private long lastComplaint = System.nanoTime() - COMPLAINT_NANOS;

    Listener(SSLSocketFactory tls, Limits limits, MessageMemory memory, MessageService service, PrincipalDirectory directory,
            Deliveries deliveries) throws IOException {
        this.tls = tls;
        this.limits = limits;
        this.memory = memory;
        this.service = service;
        this.directory = directory;
        this.deliveries = deliveries;
        this.sessions = new SessionCounts(limits.connectionsPerPrincipal());
    }

    /** Binds the address and begins to accept. */
    void start(String host, int port) throws IOException {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        Thread.ofPlatform().name("kmip-accept").daemon().start(this::accept);
        Thread.ofPlatform().name("kmip-watch").daemon().start(this::watch);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                open(server.accept());
            } catch (IOException failed) {
                if (!server.isClosed()) {
                    complain("a connection could not be accepted: " + failed.getMessage());
                    pause();
                }
            }
        }
    }

    private void open(Socket plain) throws IOException {
        if (connections.size() >= limits.connections()) {
            complain("connection refused: " + limits.connections() + " are open");
            plain.close();
            return;
        }
        plain.setTcpNoDelay(true);
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, null, true);
        Connection connection = new Connection(plain, socket, limits, memory, service, directory, sessions, deliveries);
        connections.add(connection);
        Thread.ofVirtual().name("kmip").start(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    private void watch() {
        while (!server.isClosed()) {
            long now = System.nanoTime();
            connections.forEach(connection -> connection.closeIfOverdue(now));
            pause();
        }
    }

    /** A flood of refusals must not become a flood of log lines. */
    private void complain(String message) {
        long now = System.nanoTime();
        if (now - lastComplaint >= COMPLAINT_NANOS) {
            lastComplaint = now;
            LOG.warnf("KMIP: %s", message);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(WATCH_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops accepting and closes all connections. */
    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(Connection::close);
    }
}
