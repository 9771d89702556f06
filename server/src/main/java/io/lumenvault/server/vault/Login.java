package io.lumenvault.server.vault;

import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Whom a request is from, and by what.
 *
 * @param credentials the user's credentials, or the password of the configuration file; none where the client certificate is all
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

    /** A request from a user, by its credentials beside the caller's certificate. @param answer what the server proves, or null */
    static Login by(Principal caller, Account user, String method, List<UUID> credentials, byte[] answer) {
        return new Login(new Principal(user.name(), user.roles(), method, caller.fingerprint(), user.group()), credentials, answer);
    }

    @Override
    public String toString() {
        return "Login[" + principal.name() + "]";
    }
}
