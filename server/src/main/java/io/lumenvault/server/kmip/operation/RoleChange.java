package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.ProtocolVersion;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a message changes the roles of its connection (KMIP 2.1 section 6.1.54). They change once the answer is sent: there is one of
 * these for each message that can change them.
 */
public final class RoleChange {

    private Taken taken;

    /**
     * A connection that was taken over.
     *
     * @param holder as which it holds what waits for the principal
     * @param version in which the client asked
     */
    public record Taken(UUID holder, ProtocolVersion version) {}

    /** This server is the client from the answer on. */
    void becomeClient(UUID holder, ProtocolVersion version) {
        taken = new Taken(holder, version);
    }

    /** The answer does not tell the client that the roles change: they do not. */
    public void cancel() {
        taken = null;
    }

    /** The connection as taken over; empty where the roles stay. */
    public Optional<Taken> taken() {
        return Optional.ofNullable(taken);
    }
}
