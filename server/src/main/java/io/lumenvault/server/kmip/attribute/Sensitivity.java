package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.ttlv.Item;

/** Always Sensitive and Never Extractable, which follow Sensitive and Extractable (KMIP 1.4 sections 3.47 to 3.50). */
public final class Sensitivity {

    private Sensitivity() {}

    /** Sets both for a new object, as often as its attributes are given. */
    public static void settle(ObjectAttributes created) {
        if (flag(created, AttributeType.SENSITIVE)) {
            set(created, AttributeType.ALWAYS_SENSITIVE, true);
        }
        if (!flag(created, AttributeType.EXTRACTABLE)) {
            set(created, AttributeType.NEVER_EXTRACTABLE, true);
        }
        revise(created);
    }

    /** Takes back what no longer holds after a change. */
    public static void revise(ObjectAttributes changed) {
        if (!flag(changed, AttributeType.SENSITIVE) && changed.has(AttributeType.ALWAYS_SENSITIVE)) {
            set(changed, AttributeType.ALWAYS_SENSITIVE, false);
        }
        if (flag(changed, AttributeType.EXTRACTABLE) && changed.has(AttributeType.NEVER_EXTRACTABLE)) {
            set(changed, AttributeType.NEVER_EXTRACTABLE, false);
        }
    }

    /** The value of one of these attributes. */
    public static boolean flag(ObjectAttributes object, AttributeType type) {
        return object.instances(type).stream().map(Attribute::value).anyMatch(new Item.Bool(type.tag(), true)::equals);
    }

    private static void set(ObjectAttributes object, AttributeType type, boolean value) {
        object.set(type, new Item.Bool(type.tag(), value));
    }
}
