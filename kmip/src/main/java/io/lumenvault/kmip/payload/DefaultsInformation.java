package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** The attributes that new objects get where a request does not name them (2.1 sections 7.11 and 7.22). */
public record DefaultsInformation(List<ObjectDefaults> list) {

    private static final Layout LAYOUT = Layout.of("Defaults Information", repeated(Tag.OBJECT_DEFAULTS));
    private static final Layout DEFAULTS = Layout.of("Object Defaults", optional(Tag.OBJECT_TYPE), optional(Tag.OBJECT_TYPES),
            required(Tag.ATTRIBUTES), optional(Tag.OBJECT_GROUPS));

    public DefaultsInformation {
        list = List.copyOf(list);
    }

    /**
     * Defaults of objects of some types.
     *
     * @param objectTypes the types; one alone is written as Object Type, several as Object Types
     * @param objectGroups the groups for which they hold; empty for all
     */
    public record ObjectDefaults(List<ObjectType> objectTypes, Attributes attributes, List<String> objectGroups) {

        public ObjectDefaults {
            objectTypes = List.copyOf(objectTypes);
            Objects.requireNonNull(attributes, "attributes");
            objectGroups = List.copyOf(objectGroups);
        }

        private static ObjectDefaults read(Fields fields) {
            List<ObjectType> types = fields.has(Tag.OBJECT_TYPE)
                    ? List.of(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class)) : ObjectTypes.read(fields);
            return new ObjectDefaults(types, AttributeCodec.readAttributes(fields, Tag.ATTRIBUTES),
                    ObjectGroups.read(fields));
        }

        private Structure toStructure(ProtocolVersion version) {
            Item types = objectTypes.size() == 1 ? new Item.Enumeration(Tag.OBJECT_TYPE, objectTypes.getFirst().code())
                    : ObjectTypes.write(objectTypes);
            return DEFAULTS.write(Tag.OBJECT_DEFAULTS, version).put(types)
                    .put(AttributeCodec.writeAttributes(Tag.ATTRIBUTES, attributes, version)).put(ObjectGroups.write(objectGroups))
                    .structure();
        }
    }

    /** Reads the structure; null stays null. */
    public static DefaultsInformation read(Structure structure, ProtocolVersion version) {
        return structure == null ? null : new DefaultsInformation(LAYOUT.readRequest(structure, version)
                .nestedAll(Tag.OBJECT_DEFAULTS, DEFAULTS).stream().map(ObjectDefaults::read).toList());
    }

    /** The structure. */
    public Structure toStructure(ProtocolVersion version) {
        return new Structure(Tag.DEFAULTS_INFORMATION, list.stream().map(defaults -> defaults.toStructure(version)).toList());
    }
}
