package io.lumenvault.hsm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One generation of the master key: an AES-256 key that was made in the token and never leaves it.
 *
 * @param generation its number, from 1; which one is active the database says
 * @param created    when the token made it, cut to the second
 */
public record MasterKey(int generation, Instant created) {

    public MasterKey {
        if (generation < 1) {
            throw new IllegalArgumentException("generation is " + generation + "; allowed are 1 and more");
        }
        created = Objects.requireNonNull(created, "created").truncatedTo(ChronoUnit.SECONDS);
    }
}
