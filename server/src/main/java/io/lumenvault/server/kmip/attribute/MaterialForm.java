package io.lumenvault.server.kmip.attribute;

/** In which form the material of an object is sealed. */
public enum MaterialForm {
    /** The bytes of a symmetric key; algorithm and length are columns. */
    RAW(1),
    /** The managed object as the client gave it, TTLV-encoded at version 2.1. */
    ENCODED(2);

    private final int code;

    MaterialForm(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static MaterialForm ofCode(int code) {
        return switch (code) {
            case 1 -> RAW;
            case 2 -> ENCODED;
            default -> throw new IllegalArgumentException("material form " + code + "; there are 1 and 2");
        };
    }
}
