package io.lumenvault.server.vault;

/** Why the door did not serve a request. Endpoints translate it to their protocol; the KMIP names are the KMIP result reasons. */
public enum Reason {
    OBJECT_NOT_FOUND,
    OBJECT_DESTROYED,
    OBJECT_ARCHIVED,
    OBJECT_ALREADY_EXISTS,
    PERMISSION_DENIED,
    /** Others must approve the request first; the details name the approval. */
    APPROVAL_NEEDED,
    /** Somebody else was quicker, or what is asked does not fit what is there now. */
    CONFLICT,
    WRONG_KEY_LIFECYCLE_STATE,
    NON_UNIQUE_NAME_ATTRIBUTE,
    INVALID_FIELD,
    /** The HSM lacks what the storage class, or the wrapping, needs. */
    PROTECTION_UNAVAILABLE,
    /** The key never leaves the HSM. */
    NOT_EXTRACTABLE,
    /** The key leaves the HSM wrapped under another key only. */
    SENSITIVE,
    /** The key that another is to be wrapped under is not there, or is not the caller's. */
    WRAPPING_OBJECT_NOT_FOUND,
    WRAPPING_OBJECT_DESTROYED,
    WRAPPING_OBJECT_ARCHIVED,
    /** The key's Cryptographic Usage Mask does not allow the operation. */
    INCOMPATIBLE_USAGE,
    /** The data do not fit the cipher, or fail their authentication. */
    CRYPTOGRAPHIC_FAILURE,
    /** The HSM cannot be used now; the request may be repeated. */
    HSM_UNAVAILABLE,
    /** The database cannot be used now; the request may be repeated. */
    STORE_UNAVAILABLE,
    /** The peer key manager cannot be reached now; the request may be repeated. */
    PEER_UNAVAILABLE,
    /** There is too much of this to do now; the request may be repeated. */
    BUSY,
    /** No fresh key material is available now. */
    KEY_DEPLETED,
    /** Something of ours failed; what, is in the node's own log. */
    GENERAL_FAILURE;

    /** Whether the same request may be served at another time, with nothing changed. */
    public boolean passing() {
        return switch (this) {
            case HSM_UNAVAILABLE, STORE_UNAVAILABLE, PEER_UNAVAILABLE, BUSY, KEY_DEPLETED, GENERAL_FAILURE -> true;
            default -> false;
        };
    }
}
