package io.lumenvault.server.access;

/** A right that a handler or route needs. Each handler declares exactly one. */
public enum Permission {
    /** Use managed objects that one owns. */
    OBJECT_USE,
    /** Be given QKD keys as a SAE. */
    QKD_SUPPLY,
    /** Push key blocks of a link. */
    INGEST,
    /** Speak for the other end of a link. */
    PEER_LINK,
    /** See link and node status. */
    STATUS_READ,
    /** List keys and pools, without material. */
    KEY_LIST,
    /** Search and verify the audit log. */
    AUDIT_READ,
    /** See requests under approval. */
    APPROVAL_READ,
    /** Approve or refuse requests of others. */
    APPROVAL_GIVE,
    /** Create, activate, rotate and destroy generations of the master key. */
    KEY_CUSTODY
}
