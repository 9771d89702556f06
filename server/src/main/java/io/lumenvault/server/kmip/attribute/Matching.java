package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import java.util.List;

/** Whether an object has what a filter of Locate asks for (KMIP 1.4 section 4.9, KMIP 2.1 section 6.1.28). */
final class Matching {

    private Matching() {}

    static boolean matches(Attribute filter, ObjectAttributes object) {
        List<Attribute> instances = object.instances(filter.name());
        return instances.stream().anyMatch(instance -> value(filter, instance.value()));
    }

    private static boolean value(Attribute filter, Item actual) {
        if (filter.name() == AttributeType.CRYPTOGRAPHIC_USAGE_MASK) {
            int wanted = ((Item.Int) filter.value()).value();
            return (((Item.Int) actual).value() & wanted) == wanted;
        }
        if (filter.name() == AttributeType.USAGE_LIMITS) {
            return atLeast(UsageLimits.from(filter.value()), UsageLimits.from(actual));
        }
        return part(filter.value(), actual);
    }

    private static boolean atLeast(UsageLimits wanted, UsageLimits actual) {
        return atLeast(wanted.total(), actual.total())
                && atLeast(wanted.count(), actual.count())
                && (wanted.unit() == null || wanted.unit() == actual.unit());
    }

    private static boolean atLeast(Long wanted, Long actual) {
        return wanted == null || actual != null && actual >= wanted;
    }

    /** Fields that the filter leaves out match anything. */
    private static boolean part(Item filter, Item actual) {
        if (filter instanceof Structure wanted && actual instanceof Structure present) {
            return wanted.items().stream().allMatch(field ->
                    present.all(field.tag()).stream().anyMatch(other -> part(field, other)));
        }
        return filter.equals(actual);
    }
}
