package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.server.custody.KeyMaterial;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The endpoint's way to make the replacement of a pair of keys (KMIP 1.4 section 4.5). */
public interface PairReplacementForm {

    /** The public key of a pair. */
    UUID publicKey(ManagedObject privateKey);

    /**
     * Makes the pair that replaces another one.
     *
     * @param privateUid the identifier of the new private key
     * @param publicUid the identifier of the new public key
     * @return the replacement of the private key, then that of the public key
     */
    List<Replacement> replacements(ManagedObject privateKey, ManagedObject publicKey, UUID privateUid, UUID publicUid, Instant now);

    /**
     * A key that replaces another one.
     *
     * @param material its material, which whoever asked for it closes
     * @param replaced what makes the replaced key point to it
     */
    record Replacement(NewObject created, KeyMaterial material, ObjectChange replaced) {}
}
