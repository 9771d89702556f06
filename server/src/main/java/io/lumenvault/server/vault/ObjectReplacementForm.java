package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The endpoint's way to make what replaces an object with its own material, a certificate for example (KMIP 1.4 section 4.8). */
public interface ObjectReplacementForm {

    /** Makes the replacement. @param uid its identifier */
    PairReplacementForm.Replacement replacement(ManagedObject replaced, UUID uid, Instant now);

    /** The object that points to the one that is replaced, and shall point to the replacement; it is left alone where there is none such. */
    Optional<UUID> pointing(ManagedObject replaced);

    /** Makes it point to the replacement. */
    ObjectChange repointed(ManagedObject pointing, UUID replaced, UUID uid, Instant now);

    /** It points to the replacement now. @param before as it was read for the change */
    void repointed(ManagedObject before);
}
