package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.server.audit.AuditEvent;
import java.time.Instant;

/**
 * What an endpoint does with a key that it was let use. It is run again where the key changed before the use could be recorded.
 *
 * @param <T> what comes out
 */
public interface KeyWork<T> {

    /** Uses the key; throws to refuse. */
    T run(HeldKey key);

    /** The change that the use makes to the key, its Usage Limits for example; null for none. Throws to refuse. */
    default ObjectChange charge(ManagedObject key, Instant now) {
        return null;
    }

    /** What the record says of the use beside the key and the amount of data. */
    default AuditEvent described(AuditEvent event) {
        return event;
    }

    /** Wipes what may not leave, because the use was not recorded. */
    void discard(T out);
}
