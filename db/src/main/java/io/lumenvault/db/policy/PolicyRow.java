package io.lumenvault.db.policy;

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

    byte[] digest() {
        return HexFormat.of().parseHex(sha256);
    }
}
