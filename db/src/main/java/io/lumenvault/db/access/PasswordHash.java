package io.lumenvault.db.access;

import java.util.Objects;

/** What is kept of a password: its PBKDF2 value, with the salt and the iterations that give it. */
public record PasswordHash(byte[] salt, int iterations, byte[] value) {

    public PasswordHash {
        Objects.requireNonNull(salt, "salt");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "PasswordHash[" + iterations + " iterations]";
    }
}
