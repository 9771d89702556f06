package io.lumenvault.server.vault;

import io.lumenvault.db.client.SettingRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Settings of clients for the objects that they make, in the endpoint's encoding. A change holds at once at this node, and within
 * {@link #REMEMBERED} at the others: each new object asks for them.
 */
public final class ClientSettings {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final SettingRepository rows = new SettingRepository();
    private final Door door;
    private final Clock clock;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private record Read(Map<String, byte[]> byOwner, Instant at) {}

    ClientSettings(Door door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** A principal's setting of a kind. */
    public Optional<byte[]> of(String owner, String kind) {
        Instant now = clock.instant();
        Read known = read.get(kind);
        if (known == null || known.at.plus(REMEMBERED).isBefore(now)) {
            known = new Read(door.read(session -> rows.all(session, kind)), now);
            read.put(kind, known);
        }
        return Optional.ofNullable(known.byOwner.get(owner));
    }

    /** Replaces the caller's setting of a kind; null removes it. */
    public void set(AccessRequest request, String kind, byte[] value) {
        String owner = request.principal().name();
        door.pass(request, List.of(), () -> door.commit(request.served().with("set", value == null ? "none" : kind), session -> {
            if (value == null) {
                rows.remove(session, owner, kind);
            } else {
                rows.put(session, owner, kind, value, clock.instant());
            }
            return null;
        }));
        read.remove(kind);
    }
}
