package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** What requests must keep to (2.1 sections 7.6 and 7.7). */
public record Constraints(List<Constraint> list) {

    private static final Layout LAYOUT = Layout.of("Constraints", repeated(Tag.CONSTRAINT));
    private static final Layout CONSTRAINT = Layout.of("Constraint", optional(Tag.OBJECT_TYPES), optional(Tag.OBJECT_GROUPS),
            optional(Tag.ATTRIBUTES));

    public Constraints {
        list = List.copyOf(list);
    }

    /**
     * One constraint; empty lists restrict it to nothing.
     *
     * @param attributes the values that the attributes of such objects must have
     */
    public record Constraint(List<ObjectType> objectTypes, List<String> objectGroups, Attributes attributes) {

        public Constraint {
            objectTypes = List.copyOf(objectTypes);
            objectGroups = List.copyOf(objectGroups);
            Objects.requireNonNull(attributes, "attributes");
        }

        private static Constraint read(Fields fields) {
            return new Constraint(ObjectTypes.read(fields), ObjectGroups.read(fields),
                    AttributeCodec.readAttributes(fields, Tag.ATTRIBUTES));
        }

        private Structure toStructure(ProtocolVersion version) {
            return CONSTRAINT.write(Tag.CONSTRAINT, version).put(ObjectTypes.write(objectTypes)).put(ObjectGroups.write(objectGroups))
                    .put(attributes.isEmpty() ? null : AttributeCodec.writeAttributes(Tag.ATTRIBUTES, attributes, version)).structure();
        }
    }

    static Constraints read(Structure structure, ProtocolVersion version) {
        return new Constraints(
                LAYOUT.readRequest(structure, version).nestedAll(Tag.CONSTRAINT, CONSTRAINT).stream().map(Constraint::read).toList());
    }

    Structure toStructure(ProtocolVersion version) {
        return new Structure(Tag.CONSTRAINTS, list.stream().map(constraint -> constraint.toStructure(version)).toList());
    }
}
