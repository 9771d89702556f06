package io.lumenvault.ground;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which every Java platform has. */
public final class Sha256 {

    private Sha256() {}

    /** A digest that takes its input in pieces. */
    public static MessageDigest streaming() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The 32 bytes of a hash. */
    public static byte[] of(byte[] input) {
        return streaming().digest(input);
    }

    /** The hash of a text in UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash in lower-case hexadecimal. */
    public static String hex(byte[] input) {
        return HexFormat.of().formatHex(of(input));
    }
}
