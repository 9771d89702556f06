package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import java.util.UUID;

/** What every operation on an object says alike where the object is not there for it. */
final class ObjectRefusals {

    /** How often a lost race (the object changed between reading and committing) is run again, before it is {@link #contended}. */
    static final int ATTEMPTS = 20;

    private ObjectRefusals() {}

    static VaultException contended(UUID uid) {
        return new VaultException(Reason.GENERAL_FAILURE, "object " + uid + " is being changed by others; try again");
    }

    static VaultException destroyed(UUID uid) {
        return new VaultException(Reason.OBJECT_DESTROYED, "object " + uid + " has been destroyed");
    }

    static void requireNotArchived(ManagedObject object) {
        if (object.restrictions().archived() != null) {
            throw new VaultException(Reason.OBJECT_ARCHIVED, "object " + object.uid() + " is archived; recover it first");
        }
    }
}
