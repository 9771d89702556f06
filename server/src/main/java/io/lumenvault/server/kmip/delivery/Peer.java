package io.lumenvault.server.kmip.delivery;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.access.Principal;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * A connection on which this server has become the client.
 *
 * @param holder as which it holds what waits for the principal
 * @param version of the message that changed the roles
 * @param identity tells who the client is now
 * @param address the client's
 * @param in what the client sends
 * @param out what it is sent
 * @param deadlines closes the connection where a step takes too long
 * @param idle longest silence between two messages
 * @param message longest time for sending a message, and for its answer
 */
public record Peer(UUID holder, ProtocolVersion version, Identity identity, String address, InputStream in, OutputStream out,
        Deadlines deadlines, Duration idle, Duration message) {

    public Peer {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(version, "version");
    }

    /** Who a client is. */
    public interface Identity {
        /** The principal with the roles that it has now. @throws CertificateException where its certificate is no longer valid */
        Principal now() throws CertificateException;
    }

    /** The deadline of the step that a connection is at. */
    public interface Deadlines {
        /** A step begins. */
        void begin(String step, Duration allowed);
    }
}
