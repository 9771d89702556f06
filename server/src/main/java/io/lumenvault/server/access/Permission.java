package io.lumenvault.server.access;

/**
 * A right that a handler or route needs. Each handler declares exactly one. Some reach over the whole node: they are of use only to
 * principals of the node itself, whatever the role of a principal of one group.
 */
public enum Permission {
    /** Use managed objects that one owns. */
    OBJECT_USE,
    /** Be given QKD keys as a SAE. */
    QKD_SUPPLY,
    /** Push key blocks of a link. */
    INGEST,
    /** Speak for the other end of a link. */
    PEER_LINK,
    /** See the status of links. */
    STATUS_READ,
    /** See the state of the node itself: health, metrics, generations of the master key. */
    NODE_READ(true),
    /** List keys and pools, without material. */
    KEY_LIST,
    /** Look at keys of anybody in one's group, suspend and release them, limit their use, destroy them. */
    KEY_GOVERN,
    /** Quarantine, release and destroy key blocks of links, at both ends. */
    LINK_GOVERN(true),
    /** Read the policy in force and its history, which name principals of all groups. */
    POLICY_READ(true),
    /** Simulate and apply policies. */
    POLICY_WRITE(true),
    /** Search the audit log. */
    AUDIT_READ,
    /** Verify the whole audit log. */
    AUDIT_VERIFY(true),
    /** Move a month of the audit log into an archive. */
    AUDIT_ARCHIVE(true),
    /** See principals, roles and service tokens. */
    ACCESS_READ,
    /** Make principals and service tokens, grant and revoke roles. */
    ACCESS_MANAGE,
    /** See requests under approval that principals of one's group asked. */
    APPROVAL_READ,
    /** Approve or refuse such requests of others. */
    APPROVAL_GIVE,
    /** Say that the system clock is right after a step. */
    CLOCK_CONFIRM(true),
    /** Create, activate, rotate and destroy generations of the master key. */
    KEY_CUSTODY(true);

    private final boolean nodeWide;

    Permission() {
        this(false);
    }

    Permission(boolean nodeWide) {
        this.nodeWide = nodeWide;
    }

    /** Whether it reaches over the whole node, and so over all groups. */
    public boolean nodeWide() {
        return nodeWide;
    }
}
