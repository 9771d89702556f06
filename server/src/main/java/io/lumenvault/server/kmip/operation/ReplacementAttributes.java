package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.DateOrder;
import java.time.Instant;
import java.util.Set;

/** What a request says of a replacement. */
final class ReplacementAttributes {

    /** What the replaced key decides. */
    private static final Set<AttributeType> FIXED = Set.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, AttributeType.CRYPTOGRAPHIC_LENGTH,
            AttributeType.CRYPTOGRAPHIC_DOMAIN_PARAMETERS, AttributeType.KEY_FORMAT_TYPE);

    private ReplacementAttributes() {}

    /** What the request says goes before what is taken over; algorithm, length, curve and format stay. */
    static void override(Call call, ObjectAttributes created, Attribute wanted, Instant now) {
        boolean fixed = wanted.name() instanceof AttributeType type && FIXED.contains(type);
        if (fixed && created.instances(wanted.name()).stream().noneMatch(own -> own.value().equals(wanted.value()))) {
            throw new KmipException(ResultReason.INVALID_FIELD, wanted.name().text() + " of a replacement is that of the replaced key");
        }
        created.instances(wanted.name()).stream().filter(_ -> !wanted.name().multipleInstances()).forEach(created::remove);
        new ClientRules(created, call.version(), now).requireGivenAtCreation(wanted);
        if (wanted.name().multipleInstances()) {
            created.add(wanted.name(), wanted.value());
        } else {
            created.set(wanted.name(), wanted.value());
        }
        DateOrder.check(created.dates());
    }
}
