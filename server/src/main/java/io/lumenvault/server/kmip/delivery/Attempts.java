package io.lumenvault.server.kmip.delivery;

import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.server.kmip.operation.PushedObjects;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Notifications;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Attempts at single messages, and what comes of them. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Notifications notifications;
    private final PushedObjects pushed;
    private final Peer peer;
    private final ClientExchange client;
    private final ServedByClient served;

    Attempts(Notifications notifications, PushedObjects pushed, Peer peer, ClientExchange client, ServedByClient served) {
        this.notifications = notifications;
        this.pushed = pushed;
        this.peer = peer;
        this.client = client;
        this.served = served;
    }

    /**
     * Sends a message. Whatever it ends in but success, or what can pass, is counted: else it would hold up those behind it for ever.
     *
     * @return false where it is gone by now, or another connection has the messages
     * @throws VaultException where nothing can be sent now
     */
    boolean make(AccessRequest request, NotificationRow message) throws IOException {
        try {
            return message.kind() == NotificationRow.Kind.NOTIFY ? change(request, message) : put(request, message);
        } catch (KmipException refused) {
            return failed(request, message, "the client refused it: " + refused.getMessage());
        } catch (VaultException refused) {
            if (refused.reason() != Reason.GENERAL_FAILURE && refused.reason().passing()) {
                throw refused;
            }
            return failed(request, message, "it cannot be made: " + refused.getMessage());
        } catch (UnansweredException ended) {
            failedAtTheEnd(request, message, ended);
            throw ended;
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "KMIP %s: message %d cannot be made", peer.address(), message.sequence());
            return failed(request, message, "it cannot be made");
        }
    }

    private boolean failed(AccessRequest request, NotificationRow message, String reason) {
        notifications.failed(request, peer.holder(), message, reason, after(message.failures()));
        return true;
    }

    /** The connection ends whether that can be recorded or not. */
    private void failedAtTheEnd(AccessRequest request, NotificationRow message, UnansweredException ended) {
        try {
            failed(request, message, "the client did not answer: " + ended.getMessage());
        } catch (VaultException unrecorded) {
            LOG.warnf("KMIP %s: message %d was not answered, which is not recorded: %s", peer.address(), message.sequence(),
                    unrecorded.getMessage());
        }
    }

    private boolean change(AccessRequest request, NotificationRow message) throws IOException {
        send(ChangedAttributes.notify(message));
        return notifications.notified(request, peer.holder(), message);
    }

    /**
     * What may not leave is not sent: that is on record, and the owner can still ask for it. What cannot leave now is tried again, what a
     * quota of the day refuses when the next day has begun.
     */
    private boolean put(AccessRequest request, NotificationRow message) throws IOException {
        try {
            sendObject(request, message);
        } catch (VaultException refused) {
            if (refused.reason().passing()) {
                throw refused;
            }
            if (refused.waiting().isPresent() && notifications.putOff(request, message, refused.waiting().get())) {
                return true;
            }
            LOG.infof("KMIP %s: object %s is not pushed: %s", peer.address(), message.object(), refused.getMessage());
        }
        return notifications.forget(request, peer.holder(), message);
    }

    private void sendObject(AccessRequest request, NotificationRow message) throws IOException {
        List<Runnable> afterSending = new ArrayList<>();
        try {
            send(pushed.request(request, message.object(), message.replaced(), served.version(), served.objects(), afterSending));
        } finally {
            afterSending.forEach(Runnable::run);
        }
    }

    private void send(RequestPayload request) throws IOException {
        client.ask(request, served.version());
    }

    /** One second, then twice as long each time, up to ten minutes. */
    static Duration after(int failures) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 20));
        return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    }
}
