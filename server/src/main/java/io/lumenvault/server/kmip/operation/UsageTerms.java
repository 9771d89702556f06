package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.Sensitivity;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.lifecycle.WrongStateException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a key may be used for, how often and when. It goes with the key into its parts, where the key's attributes take precedence over
 * those of the request (KMIP 1.4 section 4.38, KMIP 2.1 section 6.1.10), and from there into the key that they are joined to: splitting
 * and joining make no limit wider, and no key Active again. Usage Limits keep their Count: what was used of the key is used of its parts.
 *
 * @param values the attributes that the key has of these
 */
record UsageTerms(Map<AttributeType, Item> values) {

    /** Of a new secret, which leaves everything to the request. */
    static final UsageTerms NONE = new UsageTerms(Map.of());

    /** The State follows from the dates (KMIP 1.4 section 3.22). */
    private static final Set<AttributeType> TYPES = EnumSet.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, AttributeType.USAGE_LIMITS,
            AttributeType.ACTIVATION_DATE, AttributeType.PROCESS_START_DATE, AttributeType.PROTECT_STOP_DATE,
            AttributeType.DEACTIVATION_DATE, AttributeType.COMPROMISE_OCCURRENCE_DATE, AttributeType.COMPROMISE_DATE);

    UsageTerms {
        values = Map.copyOf(values);
    }

    /** Those of a key. One that is not Sensitive leaves that to the request. */
    static UsageTerms of(ObjectAttributes key) {
        Map<AttributeType, Item> values = new EnumMap<>(AttributeType.class);
        TYPES.forEach(type -> key.instances(type).stream().findFirst().ifPresent(own -> values.put(type, own.value())));
        if (UsageAllocation.of(key).isEmpty()) {
            values.remove(AttributeType.USAGE_LIMITS);
        }
        if (key.flag(AttributeType.SENSITIVE)) {
            values.put(AttributeType.SENSITIVE, new Item.Bool(AttributeType.SENSITIVE.tag(), true));
        }
        return new UsageTerms(values);
    }

    /** The stricter of both, of each. */
    UsageTerms and(UsageTerms other) {
        Map<AttributeType, Item> both = new EnumMap<>(AttributeType.class);
        both.putAll(values);
        other.values.forEach((type, value) -> both.merge(type, value, (one, two) -> stricter(type, one, two)));
        return new UsageTerms(both);
    }

    /** The same for no other use than these. @param mask a Cryptographic Usage Mask, or null to leave the uses as they are */
    UsageTerms within(Integer mask) {
        return mask == null ? this : and(new UsageTerms(Map.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, usage(mask))));
    }

    private static Item stricter(AttributeType type, Item one, Item two) {
        return switch (type) {
            case CRYPTOGRAPHIC_USAGE_MASK -> usage(((Item.Int) one).value() & ((Item.Int) two).value());
            case USAGE_LIMITS -> fewer(UsageLimits.from(one), UsageLimits.from(two)) ? one : two;
            case ACTIVATION_DATE, PROCESS_START_DATE -> seconds(one) >= seconds(two) ? one : two;
            case SENSITIVE -> one;
            default -> seconds(one) <= seconds(two) ? one : two;
        };
    }

    private static boolean fewer(UsageLimits one, UsageLimits two) {
        if (one.unit() != two.unit()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the parts differ in their Usage Limits Unit");
        }
        return new UsageAllocation(one).left() <= new UsageAllocation(two).left();
    }

    private static Item usage(int mask) {
        return new Item.Int(AttributeType.CRYPTOGRAPHIC_USAGE_MASK.tag(), mask);
    }

    private static long seconds(Item date) {
        return ((Item.DateTime) date).seconds();
    }

    /** What these leave open of a request. */
    List<Attribute> open(List<Attribute> wanted) {
        return wanted.stream().filter(attribute -> !values.containsKey(attribute.name())).toList();
    }

    /** Binds a new object, once it has what they leave open. */
    void bind(ObjectAttributes created) {
        ObjectAttributes bare = ObjectAttributes.ofNew(created.identifier(), created.objectType(), created.form(), created.dates().initial());
        values.forEach(bare::set);
        values.forEach(created::set);
        Sensitivity.settle(created);
        try {
            // The key's own dates are facts where it was revoked ahead of its plan.
            DateOrder.checkChange(bare.dates(), created.dates());
        } catch (WrongStateException disorder) {
            throw new KmipException(ResultReason.INVALID_FIELD, disorder.getMessage());
        }
    }
}
