package io.lumenvault.server.vault;

import io.lumenvault.server.access.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Whom a request is from, and by what.
 *
 * @param credentials the user's credentials; none where the client certificate is all, or a password of the configuration file
 * @param serverHashedPassword what the server proves by that it knows the user's password, for a Hashed Password; null otherwise
 */
public record Login(Principal principal, List<UUID> credentials, byte[] serverHashedPassword) {

    public Login {
        Objects.requireNonNull(principal, "principal");
        credentials = List.copyOf(credentials);
    }

    /** A request from whom its client certificate stands for. */
    public static Login certified(Principal principal) {
        return new Login(principal, List.of(), null);
    }

    @Override
    public String toString() {
        return "Login[" + principal.name() + "]";
    }
}
