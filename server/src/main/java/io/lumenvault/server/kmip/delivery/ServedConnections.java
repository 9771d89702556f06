package io.lumenvault.server.kmip.delivery;

import io.lumenvault.db.client.NotificationRepository.Held;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The connections on which this node is the client: who is told that something waits, and who that another one has come. */
final class ServedConnections {

    private final Map<UUID, Served> served = new ConcurrentHashMap<>();

    private record Served(String principal, Inbox inbox) {}

    /**
     * From now on this one is looked after.
     *
     * @param holder as which it holds what waits for the principal: it has taken that already
     */
    void begin(UUID holder, String principal, Inbox inbox) {
        served.put(holder, new Served(Objects.requireNonNull(principal, "principal"), inbox));
    }

    /** This one has ended. */
    void end(UUID holder) {
        served.remove(holder);
    }

    /**
     * Tells each of them what has come of its principal's messages.
     *
     * @param database how it stands with these principals; one for whom nothing is kept is not in the answer
     */
    void look(Function<Set<String>, Map<String, Held>> database) {
        // As it is before the database is asked: a connection that comes meanwhile is not in that answer.
        Map<UUID, Served> before = Map.copyOf(served);
        if (before.isEmpty()) {
            return;
        }
        Set<String> principals = new HashSet<>();
        before.values().forEach(one -> principals.add(one.principal()));
        Map<String, Held> held = database.apply(principals);
        before.forEach((holder, one) -> {
            Held now = held.get(one.principal());
            if (now == null) {
                one.inbox().end("nothing is kept for '" + one.principal() + "' any more");
            } else if (!now.holder().equals(holder)) {
                one.inbox().end("another connection of '" + one.principal() + "' has taken over");
            } else if (now.waiting()) {
                one.inbox().work();
            }
        });
    }
}
