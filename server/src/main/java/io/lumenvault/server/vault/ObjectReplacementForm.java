package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import java.time.Instant;
import java.util.UUID;

/** The endpoint's way to make what replaces an object with its own material, a certificate for example (KMIP 1.4 section 4.8). */
@FunctionalInterface
public interface ObjectReplacementForm {

    /** Makes the replacement. @param uid its identifier */
    PairReplacementForm.Replacement replacement(ManagedObject replaced, UUID uid, Instant now);
}
