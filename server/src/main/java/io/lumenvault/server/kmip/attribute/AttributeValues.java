package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.ApplicationSpecificInformation;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;

/** Whether the value that a client gives an attribute can be one; types were checked when the message was read. */
final class AttributeValues {

    private AttributeValues() {}

    static void check(Attribute attribute) {
        Item value = attribute.value();
        switch (attribute.name()) {
            case AttributeType.NAME -> requireText("Name Value", Name.from(value).value());
            case AttributeType.OBJECT_GROUP -> requireText("Object Group", ((Item.Text) value).value());
            case AttributeType.LINK -> Link.from(value);
            case AttributeType.USAGE_LIMITS -> UsageLimits.from(value);
            case AttributeType.CRYPTOGRAPHIC_PARAMETERS -> CryptographicParameters.from(value);
            case AttributeType.APPLICATION_SPECIFIC_INFORMATION -> requireData(ApplicationSpecificInformation.from(value));
            case AttributeType.CRYPTOGRAPHIC_LENGTH, AttributeType.CERTIFICATE_LENGTH -> requirePositive(attribute);
            case AttributeType.ROTATE_INTERVAL -> requireInterval((Item.Interval) value);
            case AttributeType type -> checkSimple(type, value);
            default -> requireFlat(attribute);
        }
    }

    private static void checkSimple(AttributeType type, Item value) {
        if (value instanceof Item.Enumeration code) {
            Enumerations.forTag(type.tag()).ifPresent(known -> requireKnown(type, code, known));
        } else if (value instanceof Item.DateTime date) {
            Dates.require(type.text(), date.seconds());
        }
    }

    private static void requireKnown(AttributeType type, Item.Enumeration code, Class<?> known) {
        for (Object constant : known.getEnumConstants()) {
            if (((KmipEnumeration) constant).code() == code.value()) {
                return;
            }
        }
        throw invalid(String.format("%s has the value 0x%08X, which is not known", type.text(), code.value()));
    }

    private static void requireText(String name, String value) {
        if (value.isEmpty()) {
            throw invalid(name + " is empty");
        }
    }

    private static void requirePositive(Attribute attribute) {
        int number = ((Item.Int) attribute.value()).value();
        if (number <= 0) {
            throw invalid(attribute.name().text() + " is " + number + "; it must be positive");
        }
    }

    /** KMIP 2.1 section 4.51: each replacement takes the interval over, and would be due when it is made. */
    private static void requireInterval(Item.Interval interval) {
        if (interval.seconds() == 0) {
            throw invalid("Rotate Interval is 0 s; it must be positive");
        }
    }

    /** KMIP 1.4 section 3.36: left out, the server makes the data; this server knows no namespace to make it in. */
    private static void requireData(ApplicationSpecificInformation information) {
        if (information.data() == null) {
            throw new KmipException(ResultReason.APPLICATION_NAMESPACE_NOT_SUPPORTED,
                    "Application Data cannot be generated in the namespace \"" + information.namespace() + "\"");
        }
    }

    /** KMIP 1.4 section 3.39: a custom attribute's structure holds no structures. */
    private static void requireFlat(Attribute attribute) {
        if (attribute.value() instanceof Structure structure
                && structure.items().stream().anyMatch(Structure.class::isInstance)) {
            throw invalid(attribute.name().text() + " holds a structure within a structure");
        }
    }

    private static KmipException invalid(String message) {
        return new KmipException(ResultReason.INVALID_FIELD, message);
    }
}
