package io.lumenvault.server.audit;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import java.time.Instant;

/** One of the signatures under the log's heads. */
public interface CheckpointSigner {

    /** The public key that verifies its signatures. */
    NoteKey key();

    /** The size of the log when this signer began: heads of larger trees have its signature. */
    default long since() {
        return 0;
    }

    /**
     * Signs a head.
     *
     * @param time now; a cosignature says it
     */
    NoteSignature sign(Checkpoint head, Instant time);
}
