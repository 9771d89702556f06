package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import java.time.Instant;
import java.util.Optional;

/** What the server's own use of a key takes off its Usage Limits (KMIP 2.1 sections 4.59, 6.1.17, 6.1.55). */
public final class UsageCharge {

    private UsageCharge() {}

    /**
     * The change that takes the use off; empty where the key has no limits.
     *
     * @param objects how many messages are begun
     * @param bytes how many bytes are protected
     * @throws KmipException with Permission Denied where less is left
     */
    public static Optional<ObjectChange> of(ObjectAttributes key, ManagedObject read, int objects, int bytes, Instant now) {
        Optional<Attribute> limited = key.instances(AttributeType.USAGE_LIMITS).stream().findFirst();
        if (limited.isEmpty()) {
            return Optional.empty();
        }
        UsageLimits limits = UsageLimits.from(limited.get().value());
        long left = limits.count() != null ? limits.count() : limits.total() == null ? 0 : limits.total();
        long wanted = limits.unit() == UsageLimitsUnit.BYTE ? bytes : objects;
        if (wanted > left) {
            throw new KmipException(ResultReason.PERMISSION_DENIED, "the Usage Limits of the key allow " + left + " more, and "
                    + wanted + " are needed");
        }
        key.replace(limited.get(), new UsageLimits(limits.total(), left - wanted, limits.unit()).toStructure(AttributeType.USAGE_LIMITS.tag()));
        return Optional.of(key.toChange(read, now));
    }
}
