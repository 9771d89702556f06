package io.lumenvault.server.kmip;

import io.lumenvault.server.access.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Who sends a message, and from where.
 *
 * @param credentials the user's credentials that it was authenticated by; none where the client certificate is all
 */
record Caller(Principal principal, String address, List<UUID> credentials) {

    Caller {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(address, "address");
        credentials = List.copyOf(credentials);
    }

    /** Whom a client certificate stands for. */
    Caller(Principal principal, String address) {
        this(principal, address, List.of());
    }
}
