package io.lumenvault.server.access;

import java.util.Objects;
import java.util.Set;

/**
 * An authenticated caller.
 *
 * @param name the name that owners, grants and audit entries carry
 * @param roles its roles; empty for a caller that is authenticated but known to nobody
 * @param method how it authenticated, for example {@code certificate}
 * @param fingerprint SHA-256 of its credential in hexadecimal
 */
public record Principal(String name, Set<Role> roles, String method, String fingerprint) {

    public Principal {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(fingerprint, "fingerprint");
        roles = Set.copyOf(roles);
    }

    /** Whether one of its roles grants the permission. */
    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.grants(permission));
    }
}
