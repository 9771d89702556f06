package io.lumenvault.server.kmip.delivery;

import io.lumenvault.db.client.NotificationRepository.Held;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.kmip.operation.PushedObjects;
import io.lumenvault.server.vault.Notifications;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

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
    private final Map<UUID, Served> served = new ConcurrentHashMap<>();
    private final BackgroundLoop look = new BackgroundLoop("kmip-deliveries", this::look);
    private final BackgroundLoop age;

    private record Served(String principal, Inbox inbox) {}

    /** @param versions the protocol versions of this node, highest first */
    public Deliveries(Notifications notifications, PushedObjects pushed, List<ProtocolVersion> versions) {
        this.notifications = Objects.requireNonNull(notifications, "notifications");
        this.pushed = Objects.requireNonNull(pushed, "pushed");
        // Clients of 1.x cannot hand a connection over, and 1.x does not have all that is asked of them.
        this.versions = versions.stream().filter(Operation.SET_ENDPOINT_ROLE::availableAt).toList();
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
        served.put(peer.holder(), new Served(peer.identity().now().name(), inbox));
        try {
            delivery.run();
        } finally {
            served.remove(peer.holder());
        }
    }

    private void look() {
        if (served.isEmpty()) {
            return;
        }
        // As it is before the database is asked: a connection that comes meanwhile is not in that answer.
        Map<UUID, Served> before = Map.copyOf(served);
        Set<String> principals = new HashSet<>();
        before.values().forEach(one -> principals.add(one.principal()));
        Map<String, Held> held = notifications.held(principals);
        before.forEach((holder, one) -> {
            Held now = held.get(one.principal());
            if (now == null || !now.holder().equals(holder)) {
                one.inbox().end("another connection of '" + one.principal() + "' has taken over");
            } else if (now.waiting()) {
                one.inbox().work();
            }
        });
    }

    @Override
    public void close() {
        look.close();
        age.close();
    }
}
