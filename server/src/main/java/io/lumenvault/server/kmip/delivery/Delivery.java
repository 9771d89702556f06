package io.lumenvault.server.kmip.delivery;

import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.kmip.operation.Call;
import io.lumenvault.server.kmip.operation.PushedObjects;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Notifications;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends what waits for one client, until the connection ends. A message that the client refuses, or that cannot be made now, is tried again
 * after a pause that grows: it holds up those behind it, since what they say may rest on it.
 */
final class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Notifications notifications;
    private final PushedObjects pushed;
    private final List<ProtocolVersion> versions;
    private final Peer peer;
    private final Inbox inbox;
    private final ClientExchange client;
    private ServedByClient served;

    Delivery(Notifications notifications, PushedObjects pushed, List<ProtocolVersion> versions, Peer peer, Inbox inbox,
            ClientExchange client) {
        this.notifications = notifications;
        this.pushed = pushed;
        this.versions = versions;
        this.peer = peer;
        this.inbox = inbox;
        this.client = client;
    }

    /** @throws IOException when the connection ends, with why */
    void run() throws IOException, CertificateException {
        served = ServedByClient.ask(client, peer.version(), versions);
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
            if (!notifications.serves(request(Operation.NOTIFY), peer.holder(), served.notifies(), served.puts())) {
                throw new IOException("another connection of the principal has taken over");
            }
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
            pause(FIRST_PAUSE);
        }
    }

    private Optional<NotificationRow> next() throws CertificateException {
        peer.deadlines().begin("the database", peer.idle());
        return notifications.next(request(Operation.NOTIFY), peer.holder());
    }

    private void deliver(NotificationRow message) throws IOException, CertificateException {
        AccessRequest request = request(message.kind() == NotificationRow.Kind.PUT ? Operation.PUT : Operation.NOTIFY);
        try {
            switch (message.kind()) {
                case OVERFLOW -> notifications.overflowed(request, message);
                case NOTIFY -> {
                    send(ChangedAttributes.notify(message));
                    notifications.notified(request, message);
                }
                case PUT -> put(request, message);
            }
        } catch (KmipException refused) {
            fail(request, message, "the client refused it: " + refused.getMessage());
        }
    }

    private void fail(AccessRequest request, NotificationRow message, String reason) throws IOException {
        notifications.failed(request, message, reason);
        pause(after(message.refusals()));
    }

    /** What may not leave is not sent: that is on record, and the owner can still ask for it. What cannot leave now is tried again. */
    private void put(AccessRequest request, NotificationRow message) throws IOException {
        try {
            sendReplacement(request, message);
        } catch (VaultException refused) {
            if (refused.reason() == Reason.GENERAL_FAILURE) {
                fail(request, message, "it cannot be made: " + refused.getMessage());
                return;
            }
            if (refused.reason().passing()) {
                throw refused;
            }
            LOG.infof("KMIP %s: object %s is not pushed: %s", peer.address(), message.object(), refused.getMessage());
        }
        notifications.forget(request, message);
    }

    private void sendReplacement(AccessRequest request, NotificationRow message) throws IOException {
        List<Runnable> afterSending = new ArrayList<>();
        try {
            send(pushed.replacement(request, message.object(), message.replaced(), served.version(), served.objects(), afterSending));
        } finally {
            afterSending.forEach(Runnable::run);
        }
    }

    private void send(RequestPayload request) throws IOException {
        client.ask(request, served.version());
    }

    private void pause(Duration length) throws IOException {
        peer.deadlines().begin("the next attempt", length.plus(peer.idle()));
        inbox.pause(length);
    }

    /** One second, then twice as long each time, up to ten minutes. */
    static Duration after(int refusals) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals, 20));
        return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    }

    /** Looked up for each message: a role that is revoked is so at once. */
    private AccessRequest request(Operation operation) throws CertificateException {
        Principal principal = peer.identity().now();
        return new AccessRequest(principal, peer.address(), Call.PROTOCOL, operation.text(), Permission.OBJECT_USE);
    }
}
