package io.lumenvault.server.kmip.attribute;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Unique Identifiers: UUIDs in text form. */
public final class Identifiers {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Identifiers() {}

    /** The identifier; empty for a text that none of ours looks like. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
