package io.lumenvault.db.custody;

import java.time.Instant;
import java.util.Objects;

/**
 * A generation of the master key.
 *
 * @param generation its number, from 1
 * @param created when the token made it
 * @param activated when it became the one that seals, or null
 * @param deactivated when another took its place, or null
 * @param resealed when nothing was found sealed under it any more, or null
 * @param destroyed when it was destroyed, or null
 * @param erased when its key was removed from the token, or null
 * @param seals invocations of AES-GCM reserved under it; as many or fewer have been made
 */
public record Generation(int generation, GenerationState state, Instant created, Instant activated, Instant deactivated,
        Instant resealed, Instant destroyed, Instant erased, long seals) {

    public Generation {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(created, "created");
    }
}
