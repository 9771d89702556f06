package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.SearchIndex;
import io.lumenvault.server.kmip.attribute.UsageCharge;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Restoration;
import io.lumenvault.server.vault.Vault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the items of a batch have changed, so that it can be taken back where the batch asks for Undo (KMIP 1.4 section 6.13, KMIP
 * 2.1 section 9.6). Each object goes back to what it was before the batch, and all of them in one recorded transaction.
 */
public final class BatchChanges {

    private final boolean undoing;
    private final Map<UUID, Changed> changed = new LinkedHashMap<>();
    private final Set<UUID> created = new LinkedHashSet<>();
    private final Set<UUID> rehearsed = new HashSet<>();

    /** @param used units taken off its Usage Limits */
    private record Changed(ManagedObject before, int count, boolean givenOut, long used) {

        Changed and(Changed later) {
            return new Changed(before, count + later.count, givenOut || later.givenOut, used + later.used);
        }

        /** What left the server was protected with the key, whatever becomes of the rest: such use stays counted. */
        Restoration back() {
            byte[] attributes = UsageCharge.off(before, used);
            return new Restoration(before, count, ObjectChange.of(before).withFresh(before.fresh() && !givenOut)
                    .withAttributes(attributes, SearchIndex.entriesOf(before, attributes)));
        }
    }

    /** @param undoing whether the batch asks for Undo */
    public BatchChanges(boolean undoing) {
        this.undoing = undoing;
    }

    /** Whether the batch asks for Undo. */
    public boolean undoing() {
        return undoing;
    }

    /** Takes note of one change to an object. @param before the object as the change found it */
    void changed(ManagedObject before) {
        changed.merge(before.uid(), new Changed(before, 1, false, 0), Changed::and);
    }

    /** Takes note of an object that was given out: what left the server stays known, so it is not fresh again. */
    void givenOut(ManagedObject before) {
        if (before.fresh()) {
            changed.merge(before.uid(), new Changed(before, 1, true, 0), Changed::and);
        }
    }

    /** Takes note of a use that took units off a key's Usage Limits. @param units how many */
    void used(ManagedObject before, long units) {
        changed.merge(before.uid(), new Changed(before, 1, false, units), Changed::and);
    }

    /** Takes note of a new object. */
    void created(UUID uid) {
        created.add(uid);
    }

    /** Refuses, in a batch that asks for Undo, what cannot be taken back. */
    void requireFinal(String what) {
        if (undoing) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                    what + " cannot be undone; Batch Error Continuation Option Undo is not for it");
        }
    }

    /** Refuses to destroy an object twice, which would fail when the first time cannot be taken back any more. */
    void requireOnce(UUID uid) {
        if (!rehearsed.add(uid)) {
            throw new KmipException(ResultReason.OBJECT_DESTROYED, "an earlier item of the batch destroys object " + uid);
        }
    }

    /**
     * Takes all back, or nothing.
     *
     * @param request under which each is recorded
     * @throws io.lumenvault.server.vault.VaultException where something cannot be taken back, as others have changed it since
     */
    public void undo(Vault vault, AccessRequest request) {
        List<Restoration> back = changed.values().stream().filter(change -> !created.contains(change.before.uid())).map(Changed::back).toList();
        if (!created.isEmpty() || !back.isEmpty()) {
            vault.undoing().undo(request, List.copyOf(created), back);
        }
    }
}
