package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.stream.Stream;

/** Fields that several payloads share. */
final class PayloadFields {

    private static final Layout MASKS =
            Layout.of("Protection Storage Masks", repeated(Tag.PROTECTION_STORAGE_MASK));

    private PayloadFields() {
    }

    static Attributes attributes(Fields fields, Tag of1, Tag of2) {
        return AttributeCodec.readAttributes(fields, fields.version().major() == 1 ? of1 : of2);
    }

    static Structure attributes(Attributes attributes, Tag of1, Tag of2, ProtocolVersion version) {
        refuseUnwritable(attributes.list(), version);
        return AttributeCodec.writeAttributes(version.major() == 1 ? of1 : of2, attributes, version);
    }

    static Structure implicitlySet(Attributes attributes, Tag of1, ProtocolVersion version) {
        return attributes.isEmpty() || version.major() != 1 ? null
                : AttributeCodec.writeAttributes(of1, attributes, version);
    }

    /** A request must not silently lose an attribute: a lost filter or a lost restriction would widen it. */
    static void refuseUnwritable(List<Attribute> attributes, ProtocolVersion version) {
        attributes.forEach(attribute -> attribute.requireAt(version));
    }

    /** The object of a request, with all the attributes that travel in it. */
    static Structure object(ManagedObject object, ProtocolVersion version) {
        if (object instanceof ManagedObject.Template template) {
            refuseUnwritable(template.attributes(), version);
        } else if (object.keyBlock() != null && object.keyBlock().value() instanceof KeyValue.Plain plain) {
            refuseUnwritable(plain.attributes(), version);
        }
        return ObjectCodec.write(object, version);
    }

    /** The name in a request: without it the request would be about other attributes, or about all. */
    static Item attributeName(AttributeName name, ProtocolVersion version) {
        Item written = AttributeCodec.writeName(name, version);
        if (written == null) {
            throw new IllegalArgumentException("version " + version + " cannot name the attribute " + name.text());
        }
        return written;
    }

    static List<AttributeName> attributeNames(Fields fields) {
        return Stream.concat(fields.items(Tag.ATTRIBUTE_NAME).stream(), fields.items(Tag.ATTRIBUTE_REFERENCE).stream())
                .map(item -> AttributeCodec.readName(item, fields.version())).toList();
    }

    static Attribute newAttribute(Fields fields) {
        return fields.version().major() == 1
                ? AttributeCodec.readAttribute(fields.item(Tag.ATTRIBUTE), fields.version())
                : AttributeCodec.readSingle(fields.structure(Tag.NEW_ATTRIBUTE), fields.version());
    }

    static Structure currentAttribute(Attribute attribute, ProtocolVersion version) {
        attribute.requireAt(version);
        return AttributeCodec.writeSingle(Tag.CURRENT_ATTRIBUTE, attribute, version);
    }

    static Structure newAttribute(Attribute attribute, ProtocolVersion version) {
        attribute.requireAt(version);
        return version.major() == 1 ? AttributeCodec.writeAttribute(attribute, version)
                : AttributeCodec.writeSingle(Tag.NEW_ATTRIBUTE, attribute, version);
    }

    /** The attributes as above, or null where there are none to name. */
    static Structure optionalAttributes(Attributes attributes, Tag of1, Tag of2, ProtocolVersion version) {
        return attributes.isEmpty() ? null : attributes(attributes, of1, of2, version);
    }

    static Structure parameters(CryptographicParameters parameters) {
        return parameters == null ? null : parameters.toStructure(Tag.CRYPTOGRAPHIC_PARAMETERS);
    }

    static UsageLimits usageLimits(Fields fields) {
        return fields.has(Tag.USAGE_LIMITS) ? UsageLimits.from(fields.item(Tag.USAGE_LIMITS)) : null;
    }

    /** The managed object that the payload must hold. */
    static ManagedObject object(Fields fields) {
        ManagedObject object = ObjectCodec.read(fields);
        if (object == null) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, fields.name() + " lacks the object");
        }
        return object;
    }

    static List<Integer> storageMasks(Fields fields, Tag tag) {
        Fields masks = fields.nested(tag, MASKS);
        return masks == null ? List.of() : masks.integers(Tag.PROTECTION_STORAGE_MASK);
    }

    /** The masks of a request: the object would be stored in another way than they allow without them. */
    static Structure storageMasks(List<Integer> masks, Tag tag, ProtocolVersion version) {
        if (!masks.isEmpty() && version.major() == 1) {
            throw new IllegalArgumentException("version " + version + " has no " + tag);
        }
        return storageMasks(masks, tag);
    }

    static Structure storageMasks(List<Integer> masks, Tag tag) {
        return masks.isEmpty() ? null : new Structure(tag, masks.stream()
                .map(mask -> new Item.Int(Tag.PROTECTION_STORAGE_MASK, mask)).toList());
    }
}
