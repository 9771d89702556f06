package io.lumenvault.server.custody;

/** What a sealed record holds. */
public enum Kind {
    /** The key block or value of a managed object. */
    MANAGED_OBJECT((byte) 1),
    /** A chunk of QKD key material. */
    QKD_CHUNK((byte) 2),
    /** The key of a managed object as the token has wrapped it (storage class translate). */
    WRAPPED_KEY((byte) 3),
    /** What tells a user's credential: the seed of one-time passwords, or the hashes of a Hashed Password. */
    USER_CREDENTIAL((byte) 4),
    /** The private key of the audit log's cosignature. */
    AUDIT_COSIGNER((byte) 16);

    private final byte code;

    Kind(byte code) {
        this.code = code;
    }

    byte code() {
        return code;
    }

    static Kind ofCode(byte code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new CustodyException("sealed record has unknown kind " + code);
    }
}
