package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.cryptography.KeyForms;
import java.util.EnumSet;
import java.util.Set;

/** The Key Format Type in which an object is given out (KMIP 2.1 section 6.1.20): its own, or one into which it can be turned. */
final class GivenFormat {

    private static final Set<KeyFormatType> SYMMETRIC = EnumSet.of(KeyFormatType.RAW, KeyFormatType.TRANSPARENT_SYMMETRIC_KEY);

    private GivenFormat() {}

    /**
     * Refuses a format that an object cannot be given in, before it is opened.
     *
     * @param wanted the format, or null for the object's own
     */
    static void require(ObjectAttributes object, KeyFormatType wanted) {
        if (wanted == null) {
            return;
        }
        KeyFormatType own = own(object);
        if (own != wanted && !convertible(object, own, wanted)) {
            throw new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED,
                    "the object cannot be given in Key Format Type " + wanted.text());
        }
    }

    /** The object's format; that of one without Key Block is the default of its type (KMIP 2.1 table 81). */
    private static KeyFormatType own(ObjectAttributes object) {
        return switch (object.objectType()) {
            case CERTIFICATE -> object.instances(AttributeType.CERTIFICATE_TYPE).stream().map(Attribute::value)
                    .anyMatch(new Item.Enumeration(AttributeType.CERTIFICATE_TYPE.tag(), CertificateType.X_509.code())::equals)
                    ? KeyFormatType.X_509 : null;
            case CERTIFICATE_REQUEST -> KeyFormatType.PKCS_10;
            case OPAQUE_OBJECT -> KeyFormatType.OPAQUE;
            default -> KeyFormat.of(object).orElse(null);
        };
    }

    private static boolean convertible(ObjectAttributes object, KeyFormatType own, KeyFormatType wanted) {
        return switch (object.objectType()) {
            case SYMMETRIC_KEY -> SYMMETRIC.contains(own) && SYMMETRIC.contains(wanted);
            case PRIVATE_KEY, PUBLIC_KEY -> KeyForms.convertible(object.objectType() == ObjectType.PRIVATE_KEY, algorithm(object), own, wanted);
            default -> false;
        };
    }

    private static CryptographicAlgorithm algorithm(ObjectAttributes object) {
        Integer code = object.cryptography().algorithm();
        return code == null ? null : Enumerations.find(CryptographicAlgorithm.class, code).orElse(null);
    }

    /** The object in a format for which {@link #require} has found nothing to say against; the object itself where that is its own. */
    static ManagedObject convert(ManagedObject object, KeyFormatType wanted) {
        KeyBlock block = object.keyBlock();
        if (wanted == null || block == null || block.format() == wanted) {
            return object;
        }
        return switch (object) {
            case ManagedObject.PrivateKey _ -> new ManagedObject.PrivateKey(KeyForms.convert(block, true, wanted));
            case ManagedObject.PublicKey _ -> new ManagedObject.PublicKey(KeyForms.convert(block, false, wanted));
            default -> new ManagedObject.SymmetricKey(symmetric(block, wanted));
        };
    }

    /** Raw and Transparent Symmetric Key hold the same bytes. */
    private static KeyBlock symmetric(KeyBlock block, KeyFormatType wanted) {
        Item.Bytes key = new Item.Bytes(wanted == KeyFormatType.RAW ? Tag.KEY_MATERIAL : Tag.KEY, block.material().orElseThrow());
        Item material = wanted == KeyFormatType.RAW ? key : Structure.of(Tag.KEY_MATERIAL, key);
        return new KeyBlock(wanted, block.compression(), new KeyValue.Plain(material, ((KeyValue.Plain) block.value()).attributes()),
                block.algorithm(), block.length(), null);
    }
}
