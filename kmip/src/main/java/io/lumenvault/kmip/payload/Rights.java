package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** What the holder of a delegated ticket may do: what at least one of the rights allows (2.1 sections 7.34 and 7.35). */
public record Rights(List<Right> list) {

    private static final Layout LAYOUT = Layout.of("Rights", repeated(Tag.RIGHT));
    private static final Layout OBJECTS = Layout.of("Objects", repeated(Tag.UNIQUE_IDENTIFIER));
    private static final Layout RIGHT = Layout.of("Right", optional(Tag.USAGE_LIMITS), optional(Tag.OPERATIONS),
            optional(Tag.OBJECTS), optional(Tag.OBJECT_GROUPS));

    public Rights {
        list = List.copyOf(list);
    }

    /**
     * One right; an empty list restricts nothing.
     *
     * @param usageLimits how much may be used by it, or null
     */
    public record Right(UsageLimits usageLimits, List<Operation> operations, List<UniqueIdentifier> objects,
            List<String> objectGroups) {

        public Right {
            operations = List.copyOf(operations);
            objects = List.copyOf(objects);
            objectGroups = List.copyOf(objectGroups);
        }

        private static Right read(Fields fields) {
            Fields objects = fields.nested(Tag.OBJECTS, OBJECTS);
            return new Right(PayloadFields.usageLimits(fields), OperationList.read(fields), objects == null ? List.of()
                    : objects.items(Tag.UNIQUE_IDENTIFIER).stream().map(UniqueIdentifier::from).toList(), ObjectGroups.read(fields));
        }

        private Structure toStructure(ProtocolVersion version) {
            Structure named = objects.isEmpty() ? null : OBJECTS.write(Tag.OBJECTS, version)
                    .putAll(objects.stream().map(object -> object.toItem(Tag.UNIQUE_IDENTIFIER)).toList()).structure();
            return RIGHT.write(Tag.RIGHT, version).put(usageLimits == null ? null : usageLimits.toStructure(Tag.USAGE_LIMITS))
                    .put(OperationList.write(operations)).put(named).put(ObjectGroups.write(objectGroups)).structure();
        }
    }

    static Rights read(Structure structure, ProtocolVersion version) {
        return new Rights(LAYOUT.readRequest(structure, version).nestedAll(Tag.RIGHT, RIGHT).stream().map(Right::read).toList());
    }

    Structure toStructure(ProtocolVersion version) {
        return new Structure(Tag.RIGHTS, list.stream().map(right -> right.toStructure(version)).toList());
    }
}
