package io.lumenvault.hsm;

import java.util.Objects;

/**
 * How AES is used on one message.
 *
 * @param mode the mode of operation
 * @param iv initialisation vector: 16 bytes for CBC, 1 to 256 for GCM, none for ECB
 * @param additional data that GCM authenticates and does not encrypt; otherwise empty
 * @param tagBytes length of the authentication tag of GCM, 12 to 16 (NIST SP 800-38D clause 5.2.1.2); otherwise 0
 */
public record AesCipher(Mode mode, byte[] iv, byte[] additional, int tagBytes) {

    static final int BLOCK_BYTES = 16;
    private static final int LONGEST_IV = 256;
    private static final int SHORTEST_TAG = 12;

    /** Modes of operation of AES. */
    public enum Mode {
        /** NIST SP 800-38A; whole blocks only. */
        ECB,
        /** NIST SP 800-38A; whole blocks only. */
        CBC,
        /** The same with the padding of PKCS #7 (RFC 5652 clause 6.3). */
        CBC_PAD,
        /** NIST SP 800-38D. */
        GCM
    }

    public AesCipher {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(iv, "iv");
        Objects.requireNonNull(additional, "additional");
        int shortest = mode == Mode.ECB ? 0 : mode == Mode.GCM ? 1 : BLOCK_BYTES;
        int longest = mode == Mode.ECB ? 0 : mode == Mode.GCM ? LONGEST_IV : BLOCK_BYTES;
        if (iv.length < shortest || iv.length > longest) {
            throw new IllegalArgumentException("the initialisation vector of " + mode + " is " + iv.length + " bytes long; it must be "
                    + (shortest == longest ? Integer.toString(shortest) : shortest + " to " + longest));
        }
        if (mode == Mode.GCM ? tagBytes < SHORTEST_TAG || tagBytes > BLOCK_BYTES : tagBytes != 0) {
            throw new IllegalArgumentException("the tag of " + mode + " is " + tagBytes + " bytes long; it must be "
                    + (mode == Mode.GCM ? SHORTEST_TAG + " to " + BLOCK_BYTES : "0"));
        }
        if (mode != Mode.GCM && additional.length > 0) {
            throw new IllegalArgumentException(mode + " takes no additional data");
        }
    }

    /** @throws IllegalArgumentException where AES has no keys of that length */
    static void requireKeyBits(int bits) {
        if (bits != 128 && bits != 192 && bits != 256) {
            throw new IllegalArgumentException("an AES key of " + bits + " bits was asked for; there are 128, 192 and 256");
        }
    }

    /** Most bytes that so many become in either direction. */
    int room(int bytes) {
        return bytes + BLOCK_BYTES;
    }
}
