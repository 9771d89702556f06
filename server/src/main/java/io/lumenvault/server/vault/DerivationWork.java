package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import java.time.Instant;
import java.util.List;

/** How an endpoint makes a new object out of keys that it was let use. It is run again where a key changed before it could be recorded. */
public interface DerivationWork {

    /** Makes the new object, whose material the door closes; throws to refuse. @param keys in the order in which they were named */
    Derived derive(List<HeldKey> keys, Instant now);

    /** The change that it makes to one of the keys, its links or Usage Limits; null for none. Throws to refuse. */
    ObjectChange used(ManagedObject key, Instant now);
}
