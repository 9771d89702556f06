package io.lumenvault.server.access;

import java.util.Objects;
import java.util.Set;

/**
 * An authenticated caller.
 *
 * @param name the name that owners, grants and audit entries carry
 * @param roles its roles; empty for a caller that is authenticated but known to nobody
 * @param method how it authenticated: {@code certificate}, {@code token}, {@code oidc} or, by KMIP, {@code password}, {@code device},
 *     {@code one-time-password}, {@code hashed-password} or {@code ticket}
 * @param fingerprint SHA-256 of its credential in hexadecimal
 * @param group the group it belongs to
 */
public record Principal(String name, Set<Role> roles, String method, String fingerprint, Group group) {

    /** The method of a client certificate. */
    static final String CERTIFICATE = "certificate";

    public Principal {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(group, "group");
        roles = SeparationOfDuties.check(roles);
    }

    /** A principal of the node itself. */
    public Principal(String name, Set<Role> roles, String method, String fingerprint) {
        this(name, roles, method, fingerprint, Group.NODE);
    }

    /** Whether it has shown a client certificate and nothing else. */
    public boolean byCertificate() {
        return method.equals(CERTIFICATE);
    }

    /** Whether one of its roles grants the permission, and its group reaches as far as the permission does. */
    public boolean may(Permission permission) {
        return (group.isNode() || !permission.nodeWide()) && roles.stream().anyMatch(role -> role.grants(permission));
    }
}
