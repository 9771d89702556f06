package io.lumenvault.server.audit;

import java.util.Objects;

/**
 * Who caused an event, as entries record it.
 *
 * @param name the principal's name
 * @param method how it authenticated
 * @param fingerprint SHA-256 of its credential in hexadecimal, or null for the node itself
 */
public record Actor(String name, String method, String fingerprint) {

    public Actor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(method, "method");
    }

    /** The node acting on its own account, as {@code system/<part>}. */
    public static Actor system(String part) {
        return new Actor("system/" + part, "internal", null);
    }
}
