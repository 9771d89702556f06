package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.lifecycle.WrongStateException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The attributes of an imported object: who may set them does not matter (KMIP 2.1 section 6.1.25), but what they say must be true of
 * the object. What the server works out by itself is not taken over.
 */
final class ImportedAttributes {

    private static final Set<AttributeType> WORKED_OUT = EnumSet.of(AttributeType.UNIQUE_IDENTIFIER, AttributeType.OBJECT_TYPE,
            AttributeType.STATE, AttributeType.LEASE_TIME, AttributeType.LAST_CHANGE_DATE, AttributeType.ARCHIVE_DATE,
            AttributeType.SHORT_UNIQUE_IDENTIFIER, AttributeType.PROTECTION_STORAGE_MASK, AttributeType.KEY_FORMAT_TYPE,
            AttributeType.PROTECTION_LEVEL);

    private ImportedAttributes() {}

    static void give(ObjectAttributes created, List<Attribute> given, Call call, Instant now) {
        ClientRules rules = new ClientRules(created, call.version(), now);
        Item state = null;
        for (Attribute attribute : given) {
            AttributeName name = attribute.name();
            rules.requireImportable(attribute);
            if (name == AttributeType.STATE) {
                state = attribute.value();
            } else if (name == AttributeType.OBJECT_TYPE) {
                NewAttributes.requireSameType(created, attribute.value());
            } else if (name instanceof AttributeType type && WORKED_OUT.contains(type)) {
                continue;
            } else if (name.multipleInstances()) {
                created.add(name, attribute.value());
            } else {
                created.set(name, attribute.value());
            }
        }
        requireDates(created);
        requireState(created, state, now);
    }

    private static void requireDates(ObjectAttributes created) {
        try {
            DateOrder.check(created.dates());
        } catch (WrongStateException disorder) {
            throw new KmipException(ResultReason.INVALID_ATTRIBUTE_VALUE, disorder.getMessage());
        }
    }

    /** The dates decide the state; one that differs from it would be forgotten without a word. */
    private static void requireState(ObjectAttributes created, Item given, Instant now) {
        State state = Lifecycle.initial(created.dates(), now);
        if (given != null && !(given instanceof Item.Enumeration code && code.value() == state.code())) {
            throw new KmipException(ResultReason.INVALID_ATTRIBUTE_VALUE, "by its dates the object is " + Lifecycle.name(state)
                    + "; State says otherwise");
        }
    }
}
