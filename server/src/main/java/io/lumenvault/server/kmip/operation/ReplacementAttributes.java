package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.Sensitivity;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.lifecycle.DateOrder;
import java.time.Instant;
import java.util.Set;

/** What a request says of a replacement. */
final class ReplacementAttributes {

    /** What the replaced key decides. */
    private static final Set<AttributeType> FIXED = Set.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, AttributeType.CRYPTOGRAPHIC_LENGTH,
            AttributeType.CRYPTOGRAPHIC_DOMAIN_PARAMETERS, AttributeType.KEY_FORMAT_TYPE);

    /** What the server says of an object that it has made itself (KMIP 2.1 sections 4.38 and 4.46). */
    private static final Set<AttributeType> OF_THE_SERVER =
            Set.of(AttributeType.ORIGINAL_CREATION_DATE, AttributeType.RANDOM_NUMBER_GENERATOR);

    private ReplacementAttributes() {}

    /** What the request says goes before what is taken over, and decides what follows from it. */
    static void give(Call call, ObjectAttributes created, Attributes wanted, Instant now) {
        LifecycleDates takenOver = created.dates();
        wanted.list().forEach(attribute -> override(call, created, attribute, now));
        DateOrder.checkChange(takenOver, created.dates());
        UsageAllocation.settle(created);
        Sensitivity.settle(created);
    }

    private static void override(Call call, ObjectAttributes created, Attribute wanted, Instant now) {
        requireOwn(created, wanted, FIXED, "that of the replaced key");
        requireOwn(created, wanted, OF_THE_SERVER, "set by the server");
        created.instances(wanted.name()).stream().filter(_ -> !wanted.name().multipleInstances()).forEach(created::remove);
        new ClientRules(created, call.version(), now).requireGivenAtCreation(wanted);
        if (wanted.name().multipleInstances()) {
            created.add(wanted.name(), wanted.value());
        } else {
            created.set(wanted.name(), wanted.value());
        }
    }

    /** Refuses another value than the replacement has. */
    private static void requireOwn(ObjectAttributes created, Attribute wanted, Set<AttributeType> types, String rule) {
        boolean meant = wanted.name() instanceof AttributeType type && types.contains(type);
        if (meant && created.instances(wanted.name()).stream().noneMatch(own -> own.value().equals(wanted.value()))) {
            throw new KmipException(ResultReason.INVALID_FIELD, wanted.name().text() + " of a replacement is " + rule);
        }
    }
}
