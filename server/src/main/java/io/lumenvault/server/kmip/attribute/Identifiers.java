package io.lumenvault.server.kmip.attribute;

import java.util.Optional;
import java.util.UUID;

/** Unique Identifiers: UUIDs in text form. */
public final class Identifiers {

    private static final int LENGTH = 36;

    private Identifiers() {}

    /** The identifier; empty for a text that none of ours looks like. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uid = UUID.fromString(text);
            // The JDK also reads fields with signs and of other lengths.
            return uid.toString().equalsIgnoreCase(text) ? Optional.of(uid) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
