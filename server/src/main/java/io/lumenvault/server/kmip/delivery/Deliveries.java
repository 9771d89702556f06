package io.lumenvault.server.kmip.delivery;

import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.kmip.operation.PushedObjects;
import io.lumenvault.server.vault.Notifications;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The connections of this node on which it is the client. One query for all of them, twice a second, tells for whom something waits and
 * who has been superseded by a newer connection, at whichever node that is.
 */
public final class Deliveries implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;
    private static final long AGE_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Notifications notifications;
    private final PushedObjects pushed;
    private final List<ProtocolVersion> versions;
    private final ServedConnections served = new ServedConnections();
    private final BackgroundLoop look;
    private final BackgroundLoop age;

    /** @param versions the protocol versions of this node, highest first */
    public Deliveries(Notifications notifications, PushedObjects pushed, List<ProtocolVersion> versions) {
        this.notifications = Objects.requireNonNull(notifications, "notifications");
        this.pushed = Objects.requireNonNull(pushed, "pushed");
        // Clients of 1.x cannot hand a connection over, and 1.x does not have all that is asked of them.
        this.versions = versions.stream().filter(Operation.SET_ENDPOINT_ROLE::availableAt).toList();
        this.look = new BackgroundLoop("kmip-deliveries", () -> served.look(notifications::held));
        this.age = new BackgroundLoop("kmip-notifications-age", notifications::age);
    }

    /** Begins to look. */
    public void start() {
        look.start(LOOK_MILLIS);
        age.start(AGE_MILLIS);
    }

    /**
     * Is the client of a connection until it ends.
     *
     * @throws IOException always, with the reason of the end; the connection is then to be closed
     */
    public void run(Peer peer) throws IOException, CertificateException {
        Inbox inbox = new Inbox();
        ClientExchange client = new ClientExchange(peer, inbox);
        Delivery delivery = new Delivery(notifications, pushed, versions, peer, inbox, client);
        delivery.take();
        Thread.ofVirtual().name("kmip-answers").start(client::read);
        served.begin(peer.holder(), peer.identity().now().name(), inbox);
        try {
            delivery.run();
        } finally {
            served.end(peer.holder());
        }
    }

    @Override
    public void close() {
        look.close();
        age.close();
    }
}
