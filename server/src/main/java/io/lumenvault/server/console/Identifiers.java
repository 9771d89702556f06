package io.lumenvault.server.console;

import java.util.Optional;
import java.util.UUID;

/** Reads identifiers of routes. */
final class Identifiers {

    private Identifiers() {}

    /** The identifier; empty where the text is none. */
    static Optional<UUID> find(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
