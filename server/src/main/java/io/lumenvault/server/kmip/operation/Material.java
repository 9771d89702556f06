package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.ground.Sha256;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Digest;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.util.Arrays;

/** Managed objects to and from the material that is sealed. */
final class Material {

    /** Of all versions the one that knows most algorithms; what is stored at an earlier one reads the same. */
    private static final ProtocolVersion STORED = ProtocolVersion.V3_0;
    private static final Layout OBJECT = Layout.of("stored object", ObjectCodec.FIELDS.toArray(Field[]::new));

    private Material() {}

    /** The form in which an object is sealed: as bare bytes when nothing else would be lost. */
    static MaterialForm form(ManagedObject object) {
        return object instanceof ManagedObject.SymmetricKey key && bare(key.keyBlock()) ? MaterialForm.RAW : MaterialForm.ENCODED;
    }

    private static boolean bare(KeyBlock block) {
        return block.format() == KeyFormatType.RAW && block.compression() == null && block.wrapping() == null
                && block.algorithm() != null && block.length() != null
                && block.value() instanceof KeyValue.Plain plain && plain.attributes().isEmpty()
                && block.material().isPresent();
    }

    /** The material to be sealed; the caller closes it. */
    static KeyMaterial seal(ManagedObject object, MaterialForm form) {
        if (object instanceof ManagedObject.Template) {
            // Its content are its attributes: nothing of it is secret, and Modify Attribute changes it.
            return KeyMaterial.owning(TtlvWriter.write(Structure.of(Tag.TEMPLATE)));
        }
        if (form == MaterialForm.RAW) {
            return KeyMaterial.owning(object.keyBlock().material().orElseThrow().clone());
        }
        return KeyMaterial.owning(TtlvWriter.write(ObjectCodec.write(object, STORED)));
    }

    /** The object of opened material; the caller wipes it. */
    static ManagedObject open(KeyMaterial material, ObjectAttributes attributes) {
        if (attributes.objectType() == ObjectType.TEMPLATE) {
            return new ManagedObject.Template(TemplateContent.of(attributes));
        }
        return switch (attributes.form()) {
            case RAW -> material.lend(bytes -> rawKey(bytes.clone(), attributes.cryptography()));
            case ENCODED -> material.lend(bytes -> ObjectCodec.read(OBJECT.readResponse(
                    Structure.of(Tag.RESPONSE_PAYLOAD, TtlvReader.readStructure(bytes)), STORED)));
        };
    }

    private static ManagedObject rawKey(byte[] bytes, Cryptography cryptography) {
        CryptographicAlgorithm algorithm = cryptography.algorithm() == null ? null
                : Enumerations.find(CryptographicAlgorithm.class, cryptography.algorithm()).orElseThrow();
        return new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, bytes, algorithm, cryptography.length()));
    }

    /** The mandatory instance of the Digest attribute (KMIP 1.4 section 3.17). */
    static Structure digest(ManagedObject object) {
        KeyFormatType format = object.keyBlock() == null ? null : object.keyBlock().format();
        return new Digest(HashingAlgorithm.SHA_256, sha256(object), format).toStructure(AttributeType.DIGEST.tag());
    }

    private static byte[] sha256(ManagedObject object) {
        return switch (object) {
            case ManagedObject.Certificate certificate -> Sha256.of(certificate.value());
            case ManagedObject.CertificateRequest request -> Sha256.of(request.value());
            case ManagedObject.OpaqueObject opaque -> Sha256.of(opaque.value());
            case ManagedObject other when other.keyBlock().value() instanceof KeyValue.Plain plain -> {
                if (plain.material() instanceof Item.Bytes bytes) {
                    yield Sha256.of(bytes.value());
                }
                byte[] encoded = TtlvWriter.write(plain.material());
                try {
                    yield Sha256.of(encoded);
                } finally {
                    Arrays.fill(encoded, (byte) 0);
                }
            }
            default -> null;
        };
    }
}
