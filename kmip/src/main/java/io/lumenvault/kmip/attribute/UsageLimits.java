package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.layout.Field.optional;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/**
 * The value of the Usage Limits attribute (1.4 section 3.21, 2.1 section 4.59).
 *
 * @param total units for the whole life of the object, or null
 * @param count units left, or null where a client gives it
 * @param unit what is counted, or null
 */
public record UsageLimits(Long total, Long count, UsageLimitsUnit unit) implements StructuredValue {

    private static final Layout LAYOUT = Layout.of("Usage Limits", optional(Tag.USAGE_LIMITS_TOTAL),
            optional(Tag.USAGE_LIMITS_COUNT), optional(Tag.USAGE_LIMITS_UNIT));

    /** Reads the value of a Usage Limits attribute. */
    public static UsageLimits from(Item item) {
        Fields fields = StructuredValue.fields(item, LAYOUT);
        return new UsageLimits(fields.longInteger(Tag.USAGE_LIMITS_TOTAL), fields.longInteger(Tag.USAGE_LIMITS_COUNT),
                fields.enumeration(Tag.USAGE_LIMITS_UNIT, UsageLimitsUnit.class));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(LAYOUT, tag).longInteger(Tag.USAGE_LIMITS_TOTAL, total)
                .longInteger(Tag.USAGE_LIMITS_COUNT, count).enumeration(Tag.USAGE_LIMITS_UNIT, unit).structure();
    }
}
