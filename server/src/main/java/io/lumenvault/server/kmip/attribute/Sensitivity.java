package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.AttributeType;

/** Always Sensitive and Never Extractable, which follow Sensitive and Extractable (KMIP 1.4 sections 3.47 to 3.50). */
public final class Sensitivity {

    private Sensitivity() {}

    /** Sets both for a new object, as often as its attributes are given. */
    public static void settle(ObjectAttributes created) {
        if (created.flag(AttributeType.SENSITIVE)) {
            created.set(AttributeType.ALWAYS_SENSITIVE, true);
        }
        if (!created.flag(AttributeType.EXTRACTABLE)) {
            created.set(AttributeType.NEVER_EXTRACTABLE, true);
        }
        revise(created);
    }

    /** Takes back what no longer holds after a change. */
    public static void revise(ObjectAttributes changed) {
        if (!changed.flag(AttributeType.SENSITIVE) && changed.has(AttributeType.ALWAYS_SENSITIVE)) {
            changed.set(AttributeType.ALWAYS_SENSITIVE, false);
        }
        if (changed.flag(AttributeType.EXTRACTABLE) && changed.has(AttributeType.NEVER_EXTRACTABLE)) {
            changed.set(AttributeType.NEVER_EXTRACTABLE, false);
        }
    }
}
