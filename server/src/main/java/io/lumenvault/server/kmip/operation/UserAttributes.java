package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is said of a user, a group of users or a credential when it is made. */
final class UserAttributes {

    private UserAttributes() {}

    /** Refuses attributes other than these. */
    static void requireOnly(Attributes given, AttributeType... allowed) {
        Set<AttributeType> taken = Set.of(allowed);
        for (Attribute attribute : given.list()) {
            if (!(attribute.name() instanceof AttributeType type && taken.contains(type))) {
                throw new KmipException(ResultReason.INVALID_FIELD, attribute.name().text() + " cannot be given here; "
                        + (taken.isEmpty() ? "no attribute can" : "what can be: "
                        + Arrays.stream(allowed).map(AttributeType::text).collect(Collectors.joining(", "))));
            }
        }
    }

    /** The one Name. */
    static String name(Attributes given) {
        List<Attribute> names = given.all(AttributeType.NAME);
        if (names.size() != 1) {
            throw new KmipException(ResultReason.INVALID_FIELD, "there are " + names.size() + " Names; exactly one must be given");
        }
        return Name.from(names.getFirst().value()).value();
    }

    /** What the links of a type name. */
    static List<UUID> links(Call call, Attributes given, AttributeType type) {
        return given.all(type).stream().map(link -> call.object(UniqueIdentifier.from(link.value()))).toList();
    }
}
