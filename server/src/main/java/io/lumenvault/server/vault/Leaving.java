package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import java.util.List;

/** In which form the material of an object leaves. */
interface Leaving {

    /**
     * The key that it leaves under, read anew for each attempt, and checked; null where it leaves in the clear. Throws to refuse.
     *
     * @param first whether this is the first attempt, which counts
     */
    ManagedObject under(AccessRequest request, ManagedObject object, boolean first);

    /** What leaves. */
    KeyMaterial open(ManagedObject object, ManagedObject under);

    /** The event that records it. */
    AuditEvent described(AuditEvent event, ManagedObject object, ManagedObject under);

    /** As it was sealed; not for keys that leave wrapped only. */
    static Leaving inTheClear(Custody custody) {
        return new Leaving() {
            @Override
            public ManagedObject under(AccessRequest request, ManagedObject object, boolean first) {
                if (object.storageClass() == StorageClass.TRANSLATE) {
                    throw new VaultException(Reason.SENSITIVE,
                            "the key of object " + object.uid() + " leaves the HSM wrapped under another key only");
                }
                return null;
            }

            @Override
            public KeyMaterial open(ManagedObject object, ManagedObject under) {
                return custody.open(object.uid(), Kind.MANAGED_OBJECT, object.material());
            }

            @Override
            public AuditEvent described(AuditEvent event, ManagedObject object, ManagedObject under) {
                return event.withObjects(List.of(object.uid()));
            }
        };
    }
}
