package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.Optional;

/**
 * What is left of an object's Usage Limits (KMIP 1.4 section 3.21, KMIP 2.1 section 4.59). Where no count was ever kept, all of
 * the total is left.
 *
 * @param limits the attribute's value, with a total
 */
public record UsageAllocation(UsageLimits limits) {

    private static final String UNITS = " units are left of the Usage Limits";

    /** The limits of an object; empty where its usage has none. */
    public static Optional<UsageAllocation> of(ObjectAttributes object) {
        return object.instances(AttributeType.USAGE_LIMITS).stream().findFirst()
                .map(attribute -> UsageLimits.from(attribute.value()))
                .filter(limits -> limits.total() != null)
                .map(UsageAllocation::new);
    }

    /** The limits as an object begins with them: all of the total is left, whatever count the client gave. */
    public static void settle(ObjectAttributes created) {
        of(created).ifPresent(given -> {
            if (given.limits.total() < 0) {
                throw new KmipException(ResultReason.INVALID_FIELD,
                        "Usage Limits Total is " + given.limits.total() + "; it must not be negative");
            }
            given.write(created, given.limits.total());
        });
    }

    /** Units that are left. */
    public long left() {
        return limits.count() == null ? limits.total() : limits.count();
    }

    /** Whether some of it has been allocated. */
    public boolean used() {
        return left() != limits.total();
    }

    /** Refuses more units than are left. */
    public void requireLeft(long units) {
        if (units < 0) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Usage Limits Count is " + units + "; it must not be negative");
        }
        if (units > left()) {
            throw new KmipException(ResultReason.USAGE_LIMIT_EXCEEDED, units + " units are wanted; " + left() + UNITS);
        }
    }

    /** Takes units away from an object. */
    public void take(ObjectAttributes object, long units) {
        requireLeft(units);
        write(object, left() - units);
    }

    private void write(ObjectAttributes object, long left) {
        object.set(AttributeType.USAGE_LIMITS,
                new UsageLimits(limits.total(), left, limits.unit()).toStructure(AttributeType.USAGE_LIMITS.tag()));
    }
}
