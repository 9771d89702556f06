package io.lumenvault.server.vault;

import io.lumenvault.db.client.GivenUpMessages;
import io.lumenvault.db.client.GivenUpMessages.Lot;
import io.lumenvault.db.client.MissedChanges;
import io.lumenvault.db.client.NotificationRepository;
import io.lumenvault.db.client.NotificationRepository.Held;
import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * What waits for the clients of principals: changes of their objects, and objects that replace others. The database keeps a change in the
 * transaction that makes it, for principals of which a client has asked for that, until the client has answered it with success.
 *
 * <p>Of one principal {@link #MOST} messages wait, for {@link #KEPT} at most. At the bound no more changes are kept until those before
 * it are delivered; that is recorded, and the client is then told of each object that has changed since, as it is. Who is not heard of for
 * {@link #KEPT} is no longer kept anything for.
 *
 * <p>A principal's newest connection has its messages. A message that is another connection's by now, or that is gone (it has waited too
 * long), is left as it is: methods that settle one return false then, and {@link #holds} tells which of the two it is.
 */
public final class Notifications {

    /** The most messages that wait for a principal. */
    public static final int MOST = 10_000;
    /** How long one waits. */
    public static final Duration KEPT = Duration.ofDays(30);
    /** After so many failures a message is given up. */
    static final int MOST_FAILURES = 10;

    private static final String NOT_KEPT = "changes were not kept: " + MOST + " messages waited";

    private final NotificationRepository rows = new NotificationRepository();
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;

    Notifications(Door door, AuditLog audit, Custody custody) {
        this.door = door;
        this.audit = audit;
        this.custody = custody;
    }

    /** From now on changes are kept for the caller. @return by which the connection that asks is known in the methods below */
    public UUID keep(AccessRequest request) {
        return door.pass(request, List.of(), () -> {
            UUID holder = custody.newIdentifier();
            return door.commit(request.served().with("role", "Client"), session -> {
                rows.keep(session, request.principal().name(), holder, MOST);
                return holder;
            });
        });
    }

    /**
     * A new object of a principal is to be put to its client, if one serves that; in the transaction that makes it.
     *
     * @param made the event of making it: that too many messages wait is recorded beside it
     */
    public void putNew(StatelessSession session, AuditEvent made, String principal, UUID uid) {
        if (rows.keepNew(session, principal, uid) == NotificationRepository.Keeping.FULL) {
            audit.append(session, AuditEvent.system("notifications", "Put", Result.FAILED, made.link(), Map.of("for", principal))
                    .withObjects(List.of(uid)).withReason(Result.FAILED, "it is not put: too many messages wait, or changes are still to be told"));
        }
    }

    /** From now on what waits for the caller is for this connection, which can be sent to. @return false where nothing is kept any more, or another one is newer */
    public boolean take(AccessRequest request, UUID holder) {
        return door.pass(request, List.of(), () -> door.read(session -> rows.take(session, request.principal().name(), holder)));
    }

    /** Notes what the client serves, and that it was heard of; what it does not serve is given up. */
    public boolean serves(AccessRequest request, UUID holder, boolean notifies, boolean puts) {
        String principal = request.principal().name();
        return door.pass(request, List.of(), () -> door.read(session -> {
            if (!rows.serves(session, principal, holder, notifies, puts)) {
                return false;
            }
            GivenUpMessages.unserved(session, principal).forEach(lot -> audit.append(session, of(lot,
                    request.ended(Result.FAILED, "the client does not serve " + operation(lot)))));
            return true;
        }));
    }

    /** How it stands with what waits for these principals; one for whom nothing is kept is not among them. */
    public Map<String, Held> held(Collection<String> principals) {
        return door.read(session -> rows.held(session, principals));
    }

    /** Whether this connection still has what waits for the caller. */
    public boolean holds(AccessRequest request, UUID holder) {
        return door.pass(request, List.of(), () -> {
            Held now = held(List.of(request.principal().name())).get(request.principal().name());
            return now != null && now.holder().equals(holder);
        });
    }

    /** The first message that waits for the caller, if the connection still has them. */
    public Optional<NotificationRow> next(AccessRequest request, UUID holder) {
        return door.pass(request, List.of(), () -> door.read(session -> rows.next(session, request.principal().name(), holder)));
    }

    /** The client has taken a change over: recorded, and forgotten. @return false where it was not this connection's to forget */
    public boolean notified(AccessRequest request, UUID holder, NotificationRow message) {
        return settled(request, holder, message, request.served().withObjects(List.of(message.object()))
                .with("changed", String.join(" ", message.values().changed().stream().sorted().toList())));
    }

    /**
     * Forgets a message that needs no further record: what it was about was recorded when it left, or was refused.
     *
     * @return false where it was not this connection's to forget
     */
    public boolean forget(AccessRequest request, UUID holder, NotificationRow message) {
        return settled(request, holder, message, null);
    }

    /** Whether a message has failed so often that it is to be given up instead of sent. */
    public boolean hopeless(NotificationRow message) {
        return message.failures() >= MOST_FAILURES;
    }

    /** Gives a message up; recorded. @return false where it was not this connection's to give up */
    public boolean giveUp(AccessRequest request, UUID holder, NotificationRow message) {
        return settled(request, holder, message, request.ended(Result.FAILED, "given up after " + message.failures() + " attempts")
                .withObjects(List.of(message.object())).with("given_up", "true"));
    }

    private boolean settled(AccessRequest request, UUID holder, NotificationRow message, AuditEvent event) {
        return door.pass(request, List.of(message.object()), () -> door.read(session -> {
            boolean removed = rows.remove(session, message, holder);
            if (removed && event != null) {
                audit.append(session, event);
            }
            return removed;
        }));
    }

    /**
     * A message was refused, cannot be made, or was not answered: it is kept, and not sent again before {@code wait} is over. It counts
     * whoever has the messages by now: a client that opens another connection instead of answering has not answered.
     */
    public void failed(AccessRequest request, UUID holder, NotificationRow message, String reason, Duration wait) {
        AuditEvent event = request.ended(Result.FAILED, reason).withObjects(List.of(message.object()))
                .with("failures", Integer.toString(message.failures() + 1));
        door.pass(request, List.of(message.object()), () -> door.commit(event, session -> {
            rows.failed(session, message, holder, wait);
            return null;
        }));
    }

    /**
     * An object may not leave before {@code wait} is over, which was recorded when it was refused: it is sent then, and what waits behind it
     * meanwhile.
     *
     * @return false where too many wait so, or nothing is kept for the caller any more
     */
    public boolean putOff(AccessRequest request, NotificationRow message, Duration wait) {
        return door.pass(request, List.of(message.object()), () -> door.read(session -> rows.putOff(session, message, wait)));
    }

    /**
     * Puts the next part of what the client missed, because {@link #MOST} messages waited, in the place of an overflow; recorded.
     *
     * @return false where it was not this connection's to tell
     */
    public boolean overflowed(AccessRequest request, UUID holder, NotificationRow message) {
        return door.pass(request, List.of(), () -> door.read(session -> {
            Optional<MissedChanges.Part> part = MissedChanges.tell(session, message.principal(), holder);
            part.ifPresent(told -> audit.append(session, accounted(request, told).with("since", message.createdAt().toString())
                    .with("told_now", Long.toString(told.objects()))));
            return part.isPresent();
        }));
    }

    /** That changes were not kept is one failure, recorded before its account begins or with it: the parts besides are a service. */
    private static AuditEvent accounted(AccessRequest request, MissedChanges.Part part) {
        return part.recorded() ? request.served().with("account", part.first() ? "begins" : "goes on")
                : request.ended(Result.FAILED, NOT_KEPT);
    }

    /** Gives up what has waited too long, and records it; records overflows, whether their clients come or not. */
    public void age() {
        door.read(session -> {
            MissedChanges.unrecorded(session).forEach((principal, since) -> audit.append(session, unkept(principal, since.toInstant())));
            GivenUpMessages.old(session, KEPT).forEach(lot -> audit.append(session, aged(lot)));
            return rows.forgetUnheard(session, KEPT);
        });
    }

    private static AuditEvent unkept(String principal, Instant since) {
        return AuditEvent.system("notifications", "Notify", Result.FAILED, null, Map.of("for", principal, "since", since.toString()))
                .withReason(Result.FAILED, NOT_KEPT);
    }

    private static AuditEvent aged(Lot lot) {
        return of(lot, AuditEvent.system("notifications", operation(lot), Result.FAILED, null,
                Map.of("for", lot.principal(), "kept_for", KEPT.toString())));
    }

    private static String operation(Lot lot) {
        return lot.puts() ? "Put" : "Notify";
    }

    private static AuditEvent of(Lot lot, AuditEvent givenUp) {
        return givenUp.withLink(lot.link()).withObjects(lot.objects()).with("given_up", Long.toString(lot.number()));
    }
}
