package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.StoredAttributes;
import io.lumenvault.server.vault.QkdObjectAttributes;
import java.util.List;
import java.util.Set;

/** QKD keys as managed objects: Active AES keys for encryption, decryption and derivation, whose Object Group is their link. */
public final class QkdKeys implements QkdObjectAttributes {

    private static final int USUAL_BITS = 256;
    private static final List<Integer> LENGTHS = List.of(128, 192, 256);
    private static final int USAGE = KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT,
            CryptographicUsageMask.DERIVE_KEY);

    private static final Set<AttributeName> FIXED = Set.of(AttributeType.OBJECT_GROUP, AttributeType.FRESH, AttributeType.OBJECT_TYPE,
            AttributeType.CRYPTOGRAPHIC_ALGORITHM, AttributeType.CRYPTOGRAPHIC_LENGTH, AttributeType.ACTIVATION_DATE, AttributeType.KEY_FORMAT_TYPE);

    @Override
    public byte[] encode(String link) {
        return new StoredAttributes(MaterialForm.RAW, List.of(Attribute.of(AttributeType.OBJECT_GROUP, link))).encode();
    }

    /**
     * The length of the key that filters of Locate ask for.
     *
     * @throws KmipException with Invalid Field for a filter that no fresh key of the link meets: it must not be ignored
     */
    static int wantedBits(List<Attribute> filters, String link) {
        int bits = USUAL_BITS;
        for (Attribute filter : filters) {
            if (!meets(filter, link)) {
                throw new KmipException(ResultReason.INVALID_FIELD,
                        "no fresh key of a QKD link is chosen by this " + filter.name().text());
            }
            if (filter.name() == AttributeType.CRYPTOGRAPHIC_LENGTH) {
                bits = ((Item.Int) filter.value()).value();
            }
        }
        return bits;
    }

    /** The length of the key that attributes of a new object ask for; of these attributes a key of a link has only one form. */
    static int newBits(List<Attribute> wanted, String link) {
        return wantedBits(wanted.stream().filter(attribute -> isFixed(attribute.name())).toList(), link);
    }

    /** Whether an attribute of a link's key cannot be chosen by whom it is drawn for. */
    static boolean isFixed(AttributeName name) {
        return FIXED.contains(name);
    }

    private static boolean meets(Attribute filter, String link) {
        Item value = filter.value();
        return switch (filter.name()) {
            case AttributeType.OBJECT_GROUP -> ((Item.Text) value).value().equals(link);
            case AttributeType.FRESH -> ((Item.Bool) value).value();
            case AttributeType.OBJECT_TYPE -> ((Item.Enumeration) value).value() == ObjectType.SYMMETRIC_KEY.code();
            case AttributeType.CRYPTOGRAPHIC_ALGORITHM ->
                    ((Item.Enumeration) value).value() == CryptographicAlgorithm.AES.code();
            case AttributeType.CRYPTOGRAPHIC_LENGTH -> LENGTHS.contains(((Item.Int) value).value());
            case AttributeType.CRYPTOGRAPHIC_USAGE_MASK -> (((Item.Int) value).value() & ~USAGE) == 0;
            case AttributeType.STATE -> ((Item.Enumeration) value).value() == State.ACTIVE.code();
            default -> false;
        };
    }
}
