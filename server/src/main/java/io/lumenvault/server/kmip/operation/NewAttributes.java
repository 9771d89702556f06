package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.Sensitivity;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.lifecycle.WrongStateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gives an object that is being made the attributes of the request that makes it. */
final class NewAttributes {

    private NewAttributes() {}

    /** Checks and takes over each attribute of the request. */
    static void give(ObjectAttributes created, Attributes requested, Call call, Instant now) {
        requireNoTemplate(requested);
        ClientRules rules = new ClientRules(created, call.version(), now);
        List<Attribute> all = new ArrayList<>(requested.list());
        all.addAll(call.settings().missing(call.principal().name(), created.objectType(), requested.list()));
        for (Attribute attribute : all) {
            if (attribute.name() == AttributeType.OBJECT_TYPE) {
                requireSameType(created, attribute.value());
                continue;
            }
            rules.requireGivenAtCreation(attribute);
            if (attribute.name().multipleInstances()) {
                created.add(attribute.name(), attribute.value());
            } else {
                created.set(attribute.name(), attribute.value());
            }
        }
        Sensitivity.settle(created);
        UsageAllocation.settle(created);
        requireDates(created);
    }

    /** Templates are put in by {@link Templates} before an operation is served: one that is left is named where none can be. */
    static void requireNoTemplate(Attributes requested) {
        if (!requested.templates().isEmpty()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a Template is named, and this operation takes none; give the attributes themselves");
        }
    }

    /** Refuses an Object Type other than the object's own. */
    static void requireSameType(ObjectAttributes created, Item value) {
        if (!(value instanceof Item.Enumeration type && type.value() == created.objectType().code())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the attribute Object Type differs from the Object Type asked for");
        }
    }

    /** Refuses a described object that does not meet its maker's constraints. */
    static void requireConstraints(ObjectAttributes created, Call call) {
        call.settings().require(call.principal().name(), created);
    }

    /** Refuses a key that is never replaced by another one, where replacing it is asked for (KMIP 2.1 section 4.48). @param what it is */
    static void requireNotRotated(ObjectAttributes created, String what) {
        if (created.flag(AttributeType.ROTATE_AUTOMATIC)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Rotate Automatic is True; " + what + " is not rotated by the server");
        }
    }

    private static void requireDates(ObjectAttributes created) {
        try {
            DateOrder.check(created.dates());
        } catch (WrongStateException disorder) {
            throw new KmipException(ResultReason.INVALID_FIELD, disorder.getMessage());
        }
    }

    /** Sets algorithm and length, which must not differ from what the request says elsewhere. */
    static void settle(ObjectAttributes created, CryptographicAlgorithm algorithm, Integer length) {
        settle(created, AttributeType.CRYPTOGRAPHIC_ALGORITHM, created.cryptography().algorithm(),
                algorithm == null ? null : algorithm.code());
        settle(created, AttributeType.CRYPTOGRAPHIC_LENGTH, created.cryptography().length(), length);
    }

    private static void settle(ObjectAttributes created, AttributeType type, Integer given, Integer actual) {
        if (actual == null) {
            return;
        }
        if (given != null && !given.equals(actual)) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "the attribute " + type.text() + " is " + given + ", but the object says " + actual);
        }
        created.set(type, type == AttributeType.CRYPTOGRAPHIC_ALGORITHM
                ? new Item.Enumeration(type.tag(), actual) : new Item.Int(type.tag(), actual));
    }

    /** Refuses an object without an attribute that objects of its type must be given. */
    static void require(ObjectAttributes created, AttributeType type) {
        if (created.instances(type).isEmpty()) {
            throw new KmipException(ResultReason.INVALID_FIELD, type.text() + " is missing; it must be given");
        }
    }
}
