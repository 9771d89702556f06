package io.lumenvault.db.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An applied policy.
 *
 * @param version from 1, without gaps
 * @param author who applied it
 * @param time when
 * @param text the document as it was given
 * @param sha256 of the text's UTF-8, in hexadecimal
 */
public record PolicyRow(long version, String author, Instant time, String text, String sha256) {

    /** SHA-256 of a document's UTF-8, in hexadecimal. */
    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] digest() {
        return HexFormat.of().parseHex(sha256);
    }
}
