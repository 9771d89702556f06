package io.lumenvault.kmip.object;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SecretDataType;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** Managed objects to and from their structures. */
public final class ObjectCodec {

    /** The fields under which a payload may hold a managed object. */
    public static final List<Field> FIELDS = List.of(optional(Tag.CERTIFICATE),
            optional(Tag.CERTIFICATE_REQUEST).since(V2_0), optional(Tag.SYMMETRIC_KEY), optional(Tag.PUBLIC_KEY),
            optional(Tag.PRIVATE_KEY), optional(Tag.SPLIT_KEY), optional(Tag.TEMPLATE).until(V1_4),
            optional(Tag.SECRET_DATA), optional(Tag.OPAQUE_OBJECT), optional(Tag.PGP_KEY).since(V1_2));

    private static final Layout KEY = Layout.of("Key", required(Tag.KEY_BLOCK));
    private static final Layout SPLIT_KEY = Layout.of("Split Key", required(Tag.SPLIT_KEY_PARTS),
            required(Tag.KEY_PART_IDENTIFIER), required(Tag.SPLIT_KEY_THRESHOLD), required(Tag.SPLIT_KEY_METHOD),
            optional(Tag.PRIME_FIELD_SIZE), required(Tag.KEY_BLOCK));
    private static final Layout SECRET_DATA =
            Layout.of("Secret Data", required(Tag.SECRET_DATA_TYPE), required(Tag.KEY_BLOCK));
    private static final Layout OPAQUE_OBJECT =
            Layout.of("Opaque Object", required(Tag.OPAQUE_DATA_TYPE), required(Tag.OPAQUE_DATA_VALUE));
    private static final Layout CERTIFICATE =
            Layout.of("Certificate", required(Tag.CERTIFICATE_TYPE), required(Tag.CERTIFICATE_VALUE));
    private static final Layout CERTIFICATE_REQUEST = Layout.of("Certificate Request",
            required(Tag.CERTIFICATE_REQUEST_TYPE), required(Tag.CERTIFICATE_REQUEST_VALUE));
    private static final Layout PGP_KEY = Layout.of("PGP Key", required(Tag.PGP_KEY_VERSION), required(Tag.KEY_BLOCK));
    private static final Layout TEMPLATE = Layout.of("Template", repeated(Tag.ATTRIBUTE).until(V1_4));

    private ObjectCodec() {
    }

    /**
     * Reads the one managed object of a payload.
     *
     * @return the object, or null where the payload holds none
     * @throws KmipException with Invalid Message where it holds more than one
     */
    public static ManagedObject read(Fields payload) {
        Tag found = null;
        for (Field field : FIELDS) {
            if (payload.has(field.tag())) {
                if (found != null) {
                    throw new KmipException(ResultReason.INVALID_MESSAGE,
                            "the payload holds both " + found + " and " + field.tag() + "; it may hold one object");
                }
                found = field.tag();
            }
        }
        return found == null ? null : read(payload, found);
    }

    private static ManagedObject read(Fields payload, Tag tag) {
        if (tag == Tag.SYMMETRIC_KEY) {
            return new ManagedObject.SymmetricKey(KeyBlock.read(payload.nested(tag, KEY)));
        } else if (tag == Tag.PUBLIC_KEY) {
            return new ManagedObject.PublicKey(KeyBlock.read(payload.nested(tag, KEY)));
        } else if (tag == Tag.PRIVATE_KEY) {
            return new ManagedObject.PrivateKey(KeyBlock.read(payload.nested(tag, KEY)));
        } else if (tag == Tag.SPLIT_KEY) {
            return splitKey(payload.nested(tag, SPLIT_KEY));
        } else if (tag == Tag.SECRET_DATA) {
            Fields fields = payload.nested(tag, SECRET_DATA);
            return new ManagedObject.SecretData(fields.enumeration(Tag.SECRET_DATA_TYPE, SecretDataType.class),
                    KeyBlock.read(fields));
        } else if (tag == Tag.OPAQUE_OBJECT) {
            return opaqueObject(payload.nested(tag, OPAQUE_OBJECT));
        } else if (tag == Tag.CERTIFICATE) {
            return certificate(payload.nested(tag, CERTIFICATE));
        } else if (tag == Tag.CERTIFICATE_REQUEST) {
            Fields fields = payload.nested(tag, CERTIFICATE_REQUEST);
            return new ManagedObject.CertificateRequest(
                    fields.enumeration(Tag.CERTIFICATE_REQUEST_TYPE, CertificateRequestType.class),
                    fields.bytes(Tag.CERTIFICATE_REQUEST_VALUE));
        } else if (tag == Tag.PGP_KEY) {
            Fields fields = payload.nested(tag, PGP_KEY);
            return new ManagedObject.PgpKey(fields.integer(Tag.PGP_KEY_VERSION), KeyBlock.read(fields));
        }
        return new ManagedObject.Template(AttributeCodec.readList(payload.nested(tag, TEMPLATE)));
    }

    /** The certificates of a payload that may hold several. */
    public static List<ManagedObject.Certificate> certificates(Fields payload) {
        return payload.nestedAll(Tag.CERTIFICATE, CERTIFICATE).stream().map(ObjectCodec::certificate).toList();
    }

    private static ManagedObject.Certificate certificate(Fields fields) {
        return new ManagedObject.Certificate(fields.enumeration(Tag.CERTIFICATE_TYPE, CertificateType.class),
                fields.bytes(Tag.CERTIFICATE_VALUE));
    }

    private static ManagedObject splitKey(Fields fields) {
        Item prime = fields.item(Tag.PRIME_FIELD_SIZE);
        if (prime != null && !(prime instanceof Item.BigInt)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "Prime Field Size has type " + prime.type().xmlName() + "; expected BigInteger");
        }
        return new ManagedObject.SplitKey(fields.integer(Tag.SPLIT_KEY_PARTS), fields.integer(Tag.KEY_PART_IDENTIFIER),
                fields.integer(Tag.SPLIT_KEY_THRESHOLD),
                fields.enumeration(Tag.SPLIT_KEY_METHOD, SplitKeyMethod.class), (Item.BigInt) prime,
                KeyBlock.read(fields));
    }

    private static ManagedObject opaqueObject(Fields fields) {
        if (fields.item(Tag.OPAQUE_DATA_TYPE) instanceof Item.Enumeration type) {
            return new ManagedObject.OpaqueObject(type.value(), fields.bytes(Tag.OPAQUE_DATA_VALUE));
        }
        throw new KmipException(ResultReason.INVALID_MESSAGE, "Opaque Data Type is not an Enumeration");
    }

    /** The structure of an object for a version. */
    public static Structure write(ManagedObject object, ProtocolVersion version) {
        return switch (object) {
            case null -> null;
            case ManagedObject.SymmetricKey key -> key(Tag.SYMMETRIC_KEY, key.keyBlock(), version);
            case ManagedObject.PublicKey key -> key(Tag.PUBLIC_KEY, key.keyBlock(), version);
            case ManagedObject.PrivateKey key -> key(Tag.PRIVATE_KEY, key.keyBlock(), version);
            case ManagedObject.SplitKey key -> SPLIT_KEY.write(Tag.SPLIT_KEY, version)
                    .integer(Tag.SPLIT_KEY_PARTS, key.parts()).integer(Tag.KEY_PART_IDENTIFIER, key.partIdentifier())
                    .integer(Tag.SPLIT_KEY_THRESHOLD, key.threshold()).enumeration(Tag.SPLIT_KEY_METHOD, key.method())
                    .put(key.primeFieldSize()).put(key.keyBlock().toStructure(version)).structure();
            case ManagedObject.SecretData data -> SECRET_DATA.write(Tag.SECRET_DATA, version)
                    .enumeration(Tag.SECRET_DATA_TYPE, data.type()).put(data.keyBlock().toStructure(version)).structure();
            case ManagedObject.OpaqueObject opaque -> OPAQUE_OBJECT.write(Tag.OPAQUE_OBJECT, version)
                    .put(new Item.Enumeration(Tag.OPAQUE_DATA_TYPE, opaque.type()))
                    .bytes(Tag.OPAQUE_DATA_VALUE, opaque.value()).structure();
            case ManagedObject.Certificate certificate -> CERTIFICATE.write(Tag.CERTIFICATE, version)
                    .enumeration(Tag.CERTIFICATE_TYPE, certificate.type())
                    .bytes(Tag.CERTIFICATE_VALUE, certificate.value()).structure();
            case ManagedObject.CertificateRequest request -> CERTIFICATE_REQUEST
                    .write(Tag.CERTIFICATE_REQUEST, version)
                    .enumeration(Tag.CERTIFICATE_REQUEST_TYPE, request.type())
                    .bytes(Tag.CERTIFICATE_REQUEST_VALUE, request.value()).structure();
            case ManagedObject.PgpKey key -> PGP_KEY.write(Tag.PGP_KEY, version)
                    .integer(Tag.PGP_KEY_VERSION, key.version()).put(key.keyBlock().toStructure(version)).structure();
            case ManagedObject.Template template -> template(template, version);
        };
    }

    private static Structure key(Tag tag, KeyBlock block, ProtocolVersion version) {
        return KEY.write(tag, version).put(block.toStructure(version)).structure();
    }

    private static Structure template(ManagedObject.Template template, ProtocolVersion version) {
        FieldWriter writer = TEMPLATE.write(Tag.TEMPLATE, version);
        template.attributes().forEach(attribute -> writer.put(AttributeCodec.writeAttribute(attribute, version)));
        return writer.structure();
    }
}
