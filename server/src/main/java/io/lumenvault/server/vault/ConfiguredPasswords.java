package io.lumenvault.server.vault;

import io.lumenvault.db.access.ConfiguredPasswordRepository;
import io.lumenvault.db.access.ConfiguredPasswordRepository.Known;
import io.lumenvault.server.custody.Custody;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Passwords that the configuration file gives principals. A password keeps its identifier over starts and at all nodes that have it, for as
 * long as it is the principal's: tickets that were obtained by another one are good no more at this node, at once when it has started.
 */
public final class ConfiguredPasswords {

    private final ConfiguredPasswordRepository rows = new ConfiguredPasswordRepository();
    private final Door door;
    private final Custody custody;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public ConfiguredPasswords(Door door, Custody custody, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Takes a principal's password; the caller wipes it.
     *
     * @throws IllegalArgumentException where it is empty, too long or not UTF-8
     */
    public void accept(String principal, byte[] passwordUtf8) {
        known.put(principal, door.read(session -> rows.find(session, principal)).filter(before -> password(before).verifier().accepts(passwordUtf8))
                .orElseGet(() -> replaced(principal, passwordUtf8)));
    }

    private Known replaced(String principal, byte[] passwordUtf8) {
        Known now = new Known(custody.newIdentifier(), Credentials.hash(custody, passwordUtf8));
        return door.read(session -> {
            rows.put(session, principal, now, clock.instant());
            return now;
        });
    }

    /** Forgets what told the passwords of principals that have none in the configuration file any more. */
    public void keepOnly(Collection<String> principals) {
        door.read(session -> {
            rows.keepOnly(session, principals);
            return null;
        });
    }

    /** What tells a principal's password, if it has one. */
    Optional<CredentialMeans.Password> of(String principal) {
        return Optional.ofNullable(known.get(principal)).map(ConfiguredPasswords::password);
    }

    /** The passwords that are in force. */
    Set<UUID> identifiers() {
        return known.values().stream().map(Known::uid).collect(Collectors.toUnmodifiableSet());
    }

    private static CredentialMeans.Password password(Known kept) {
        return CredentialMeans.Password.of(kept.uid(), kept.password());
    }
}
