package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.Optional;

/** What the server's own use of a key takes off its Usage Limits (KMIP 2.1 sections 4.59, 6.1.17, 6.1.55). */
public final class UsageCharge {

    private UsageCharge() {}

    /**
     * What a use takes off.
     *
     * @param units of the Usage Limits Unit
     * @param change that takes them off
     */
    public record Charge(long units, ObjectChange change) {}

    /**
     * The charge of a use; empty where the key has no limits.
     *
     * @param objects how many messages are begun
     * @param bytes how many bytes are protected
     * @throws KmipException with Permission Denied where less is left
     */
    public static Optional<Charge> of(ObjectAttributes key, ManagedObject read, int objects, int bytes, Instant now) {
        Optional<UsageAllocation> allocation = UsageAllocation.of(key);
        if (allocation.isEmpty()) {
            return Optional.empty();
        }
        long left = allocation.get().left();
        long wanted = allocation.get().limits().unit() == UsageLimitsUnit.BYTE ? bytes : objects;
        if (wanted > left) {
            throw new KmipException(ResultReason.PERMISSION_DENIED, "the Usage Limits of the key allow " + left + " more, and "
                    + wanted + " are needed");
        }
        allocation.get().take(key, wanted);
        return Optional.of(new Charge(wanted, key.toChange(read, now)));
    }

    /** The encoded attributes of a key, with units that have been used since taken off where it has limits. */
    public static byte[] off(ManagedObject key, long units) {
        ObjectAttributes attributes = ObjectAttributes.of(key, State.ofCode(key.state()));
        Optional<UsageAllocation> allocation = UsageAllocation.of(attributes);
        if (units == 0 || allocation.isEmpty()) {
            return key.attributes();
        }
        allocation.get().take(attributes, Math.min(units, allocation.get().left()));
        return attributes.toChange(key, key.dates().lastChange()).attributes();
    }
}
