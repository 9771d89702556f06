package io.lumenvault.server.vault;

import java.time.Instant;

/**
 * What became of a request to destroy an object.
 *
 * @param state the object's state now, as KMIP prints it
 * @param generation the master key generation under which the material was sealed; null when it had none
 * @param pendingUntil when it will be destroyed, where the policy lets it be undone until then; null when it is destroyed
 */
public record Destruction(String state, Integer generation, Instant pendingUntil) {

    /** What is left of the material, for whoever asked. */
    public String remains() {
        if (pendingUntil != null) {
            return "nothing is destroyed before " + pendingUntil + "; until then the object cannot be used, and an officer can undo it";
        }
        return "the sealed material is removed from the object's row, the archive and the search index. Its sealed form remains in pages "
                + "that PostgreSQL has not yet reused, in its write-ahead log, and in backups made before. "
                + (generation == null ? "" : "It can be opened only with master key generation " + generation
                + ": when that generation is destroyed in the HSM, what backups hold is erased for good.");
    }
}
