package io.lumenvault.server.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a principal is, and so what it may do. Rights are only ever granted by a role; there is no right without one. */
public enum Role {
    /** An enterprise application or a SAE: its own keys, and keys of links it is entitled to. */
    APPLICATION(Permission.OBJECT_USE, Permission.QKD_SUPPLY),
    /** Runs the node: sees status and metrics. */
    OPERATOR(Permission.STATUS_READ, Permission.NODE_READ, Permission.KEY_LIST, Permission.POLICY_READ),
    /** Brings keys into devices. */
    DEVICE_OPERATOR(Permission.STATUS_READ),
    /** Governs keys and policy. */
    OFFICER(Permission.STATUS_READ, Permission.NODE_READ, Permission.KEY_LIST, Permission.KEY_CUSTODY, Permission.KEY_GOVERN,
            Permission.LINK_GOVERN, Permission.POLICY_READ, Permission.POLICY_WRITE, Permission.ACCESS_READ, Permission.ACCESS_MANAGE,
            Permission.APPROVAL_READ, Permission.APPROVAL_GIVE, Permission.CLOCK_CONFIRM, Permission.AUDIT_ARCHIVE),
    /** Reads everything, changes nothing. */
    AUDITOR(Permission.STATUS_READ, Permission.NODE_READ, Permission.KEY_LIST, Permission.POLICY_READ, Permission.ACCESS_READ,
            Permission.AUDIT_READ,
            Permission.AUDIT_VERIFY, Permission.APPROVAL_READ),
    /** A QKD module that pushes key blocks. */
    MODULE(Permission.INGEST),
    /** The key manager at the other end of a link. */
    PEER(Permission.PEER_LINK);

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.copyOf(Arrays.asList(permissions));
    }

    /** Whether who has this role has the permission. */
    public boolean grants(Permission permission) {
        return permissions.contains(permission);
    }

    /**
     * The role of that name, as configuration writes it: lower case, words joined by hyphens.
     *
     * @throws IllegalArgumentException naming the roles there are
     */
    public static Role named(String name) {
        for (Role role : values()) {
            if (role.configuredName().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role '" + name + "' does not exist; roles are "
                + Arrays.stream(values()).map(Role::configuredName).collect(Collectors.joining(", ")));
    }

    /** Its name as configuration writes it. */
    public String configuredName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
