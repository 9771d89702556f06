package io.lumenvault.server.vault;

import io.lumenvault.db.client.NotificationRepository;
import io.lumenvault.db.client.NotificationRepository.Held;
import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What waits for the clients of principals: changes of their objects, and objects that replace others. The database keeps a change in the
 * transaction that makes it, for principals of which a client has asked for that, until the client has answered it with success.
 *
 * <p>Of one principal {@link #MOST} messages wait, for {@link #KEPT} at most. At the bound no more changes are kept until those before
 * it are delivered; that is recorded, and the client learns the state of its objects by asking. Who is not heard of for {@link #KEPT}
 * is no longer kept anything for.
 */
public final class Notifications {

    /** The most messages that wait for a principal. */
    public static final int MOST = 10_000;
    /** How long one waits. */
    public static final Duration KEPT = Duration.ofDays(30);
    /** After so many failures, refusals by the client among them, a message is given up. */
    static final int MOST_REFUSALS = 10;

    private final NotificationRepository rows = new NotificationRepository();
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;

    Notifications(Door door, AuditLog audit, Custody custody) {
        this.door = door;
        this.audit = audit;
        this.custody = custody;
    }

    /** From now on what waits for the caller is for the connection that asks. @return by which it is known in the methods below */
    public UUID take(AccessRequest request) {
        return door.pass(request, List.of(), () -> {
            UUID holder = custody.newIdentifier();
            return door.commit(request.served().with("role", "Client"), session -> {
                rows.take(session, request.principal().name(), holder, MOST);
                return holder;
            });
        });
    }

    /** Notes what the client serves, and that it was heard of. @return false where another connection has taken over */
    public boolean serves(AccessRequest request, UUID holder, boolean notifies, boolean puts) {
        return door.pass(request, List.of(),
                () -> door.read(session -> rows.serves(session, request.principal().name(), holder, notifies, puts)));
    }

    /** How it stands with what waits for these principals; one for whom nothing is kept is not among them. */
    public Map<String, Held> held(Collection<String> principals) {
        return door.read(session -> rows.held(session, principals));
    }

    /** The first message that waits for the caller, if the connection still has them. */
    public Optional<NotificationRow> next(AccessRequest request, UUID holder) {
        return door.pass(request, List.of(), () -> door.read(session -> rows.next(session, request.principal().name(), holder)));
    }

    /** The client has taken a change over: recorded, and forgotten. */
    public void notified(AccessRequest request, NotificationRow message) {
        AuditEvent event = request.served().withObjects(List.of(message.object()))
                .with("changed", String.join(" ", message.values().changed().stream().sorted().toList()));
        door.pass(request, List.of(message.object()), () -> door.commit(event, session -> rows.remove(session, message)));
    }

    /** Forgets a message that needs no further record: what it was about was recorded when it left, or was refused. */
    public void forget(AccessRequest request, NotificationRow message) {
        door.pass(request, List.of(message.object()), () -> door.read(session -> rows.remove(session, message)));
    }

    /** A message was refused or cannot be made: it is kept, and given up when that was so too often. Recorded either way. */
    public void failed(AccessRequest request, NotificationRow message, String reason) {
        boolean last = message.refusals() + 1 >= MOST_REFUSALS;
        AuditEvent event = request.ended(Result.FAILED, reason).withObjects(List.of(message.object()))
                .with("refusals", Integer.toString(message.refusals() + 1)).with("given_up", Boolean.toString(last));
        door.pass(request, List.of(message.object()), () -> door.commit(event, session -> {
            if (last) {
                rows.remove(session, message);
            } else {
                rows.refused(session, message);
            }
            return null;
        }));
    }

    /** Takes note that changes were not kept, because {@link #MOST} messages waited; from now on they are again. */
    public void overflowed(AccessRequest request, NotificationRow message) {
        AuditEvent event = request.ended(Result.FAILED, "changes were not kept: " + MOST + " messages waited")
                .with("since", message.createdAt().toString());
        door.pass(request, List.of(), () -> door.commit(event, session -> rows.remove(session, message)));
    }

    /** Gives up what has waited too long, and records it. */
    public void age() {
        door.read(session -> {
            rows.removeOld(session, KEPT).forEach((principal, count) -> audit.append(session, aged(principal, count)));
            return rows.forgetUnheard(session, KEPT);
        });
    }

    private static AuditEvent aged(String principal, long count) {
        return AuditEvent.system("notifications", "Notify", Result.FAILED, null,
                Map.of("for", principal, "given_up", Long.toString(count), "kept_for", KEPT.toString()));
    }
}
