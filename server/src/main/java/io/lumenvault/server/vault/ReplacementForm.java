package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.server.custody.KeyMaterial;
import java.time.Instant;
import java.util.UUID;

/** The endpoint's way to give a key's replacement the attributes of the key, and to link the two (KMIP 1.4 section 4.4). */
public interface ReplacementForm {

    /**
     * How many random bytes the replacement of a key is.
     *
     * @throws VaultException where no such key is made, before any is drawn
     */
    int bytes(ManagedObject replaced);

    /**
     * The object that replaces another one.
     *
     * @param material its material, for what attributes say of it
     */
    NewObject replacement(ManagedObject replaced, UUID uid, KeyMaterial material, Instant now);

    /** The change that makes the replaced key point to its replacement, and gives up the names that the replacement has. */
    ObjectChange replaced(ManagedObject replaced, UUID uid, Instant now);
}
