package io.lumenvault.hsm;

/** Ways to wrap a key under an AES key (NIST SP 800-38F). */
public enum KeyWrap {

    /** KW (RFC 3394). */
    AES_KW,

    /** KWP (RFC 5649). */
    AES_KWP;

    private static final int UNIT_BYTES = 8;
    private static final int SHORTEST_BYTES = 16;

    /**
     * Whether a key of so many bytes can be wrapped: 16 and more, in whole units of 8. KWP by itself takes any length, but not every
     * token does it right: SoftHSM2 2.6 fills the last unit with zeros before it wraps, and they come out as part of the key.
     */
    public static boolean takes(int bytes) {
        return bytes >= SHORTEST_BYTES && bytes % UNIT_BYTES == 0;
    }
}
