package io.lumenvault.db.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * A signed tree head as stored.
 *
 * @param size number of leaves
 * @param root of the tree over them
 * @param time when it was signed
 * @param note the whole signed note
 */
public record StoredCheckpoint(long size, byte[] root, Instant time, String note) {

    public StoredCheckpoint {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(note, "note");
    }
}
