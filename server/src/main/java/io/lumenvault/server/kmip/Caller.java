package io.lumenvault.server.kmip;

import io.lumenvault.server.access.Principal;
import io.lumenvault.server.kmip.operation.RoleChange;
import io.lumenvault.server.vault.Login;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Who sends a message, and from where.
 *
 * @param credentials the user's credentials that it was authenticated by; none where the client certificate is all
 * @param roles by which the message can change the roles of its connection, or null where it cannot
 */
record Caller(Principal principal, String address, List<UUID> credentials, RoleChange roles) {

    Caller {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(address, "address");
        credentials = List.copyOf(credentials);
    }

    /** Whom a client certificate stands for, by messages that come over no connection of its own. */
    Caller(Principal principal, String address) {
        this(principal, address, List.of(), null);
    }

    /** Another principal, who logs in over the connection of this one: the connection stays this one's. */
    Caller as(Login login) {
        return new Caller(login.principal(), address, login.credentials(), login.principal().name().equals(principal.name()) ? roles : null);
    }

    /** The roles of the connection stay, whatever the message has asked. */
    void keepRoles() {
        if (roles != null) {
            roles.cancel();
        }
    }
}
