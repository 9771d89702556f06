package io.lumenvault.server.kmip.delivery;

import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.kmip.operation.Call;
import io.lumenvault.server.kmip.operation.PushedObjects;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Notifications;
import io.lumenvault.server.vault.VaultException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends what waits for one client, until the connection ends. A message that the client refuses or does not answer, or that cannot be made,
 * is tried again after a pause that grows, over this connection or the next, and given up in the end: until then it holds up those behind
 * it, since what they say may rest on it. An object that a quota of the day keeps back holds up nobody: that can last a day.
 */
final class Delivery {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Notifications notifications;
    private final PushedObjects pushed;
    private final List<ProtocolVersion> versions;
    private final Peer peer;
    private final Inbox inbox;
    private final ClientExchange client;
    private ServedByClient served;
    private Attempts attempts;

    Delivery(Notifications notifications, PushedObjects pushed, List<ProtocolVersion> versions, Peer peer, Inbox inbox,
            ClientExchange client) {
        this.notifications = notifications;
        this.pushed = pushed;
        this.versions = versions;
        this.peer = peer;
        this.inbox = inbox;
        this.client = client;
    }

    /** From now on what waits for the principal is sent here. */
    void take() throws IOException, CertificateException {
        try {
            if (!notifications.take(request(Operation.NOTIFY), peer.holder())) {
                throw new IOException("nothing is kept for the principal any more, or a newer connection of it has come");
            }
        } catch (VaultException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    private static void requireHeld(boolean held) throws IOException {
        if (!held) {
            throw new IOException("another connection of the principal has taken over");
        }
    }

    /** @throws IOException when the connection ends, with why */
    void run() throws IOException, CertificateException {
        served = ServedByClient.ask(client, peer.version(), versions);
        attempts = new Attempts(notifications, pushed, peer, client, served);
        report();
        while (true) {
            peer.deadlines().begin("the next notification", peer.idle());
            if (inbox.awaitWork(peer.idle().dividedBy(2))) {
                deliverAll();
            } else {
                probe();
            }
        }
    }

    private void report() throws IOException, CertificateException {
        try {
            requireHeld(notifications.serves(request(Operation.NOTIFY), peer.holder(), served.notifies(), served.puts()));
        } catch (VaultException refused) {
            requirePassing(refused);
        }
    }

    private static void requirePassing(VaultException refused) throws IOException {
        if (!refused.reason().passing()) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    /** A client that went away without a word is noticed by this, within the idle limit. */
    private void probe() throws IOException, CertificateException {
        try {
            client.ask(new DiscoverVersions.Request(versions), served.version());
        } catch (KmipException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
        report();
    }

    private void deliverAll() throws IOException, CertificateException {
        try {
            Optional<NotificationRow> next = next();
            while (next.isPresent()) {
                deliver(next.get());
                next = next();
            }
        } catch (VaultException refused) {
            requirePassing(refused);
            pause(PAUSE);
        }
    }

    private Optional<NotificationRow> next() throws CertificateException {
        peer.deadlines().begin("the database", peer.idle());
        return notifications.next(request(Operation.NOTIFY), peer.holder());
    }

    private void deliver(NotificationRow message) throws IOException, CertificateException {
        AccessRequest request = request(switch (message.kind()) {
            case PUT, NEW -> Operation.PUT;
            case NOTIFY, OVERFLOW -> Operation.NOTIFY;
        });
        if (message.kind() != NotificationRow.Kind.OVERFLOW && !notifications.hopeless(message) && message.pause().isPositive()) {
            pause(message.pause());
        } else if (!settle(request, message)) {
            // One that is gone, since it has waited too long, holds up nobody: only who has lost all of them ends.
            requireHeld(notifications.holds(request, peer.holder()));
        }
    }

    /** @return false where the message was not this connection's to settle: it is gone, or another one has the messages */
    private boolean settle(AccessRequest request, NotificationRow message) throws IOException, CertificateException {
        if (message.kind() == NotificationRow.Kind.OVERFLOW) {
            return notifications.overflowed(request, peer.holder(), message);
        }
        if (notifications.hopeless(message)) {
            return notifications.giveUp(request, peer.holder(), message);
        }
        if (message.kind() == NotificationRow.Kind.NEW) {
            // A key that is given out once is opened for a client that is there.
            probe();
        }
        return attempts.make(request, message);
    }

    /** In the meantime the client hears of this node, as it does when there is nothing to send. */
    private void pause(Duration length) throws IOException, CertificateException {
        Duration most = peer.idle().dividedBy(2);
        Duration left = length;
        while (left.compareTo(most) > 0) {
            peer.deadlines().begin("the next attempt", peer.idle());
            inbox.pause(most);
            probe();
            left = left.minus(most);
        }
        peer.deadlines().begin("the next attempt", peer.idle());
        inbox.pause(left);
    }

    /** Looked up for each message: a role that is revoked is so at once. */
    private AccessRequest request(Operation operation) throws CertificateException {
        Principal principal = peer.identity().now();
        return new AccessRequest(principal, peer.address(), Call.PROTOCOL, operation.text(), Permission.OBJECT_USE);
    }
}
