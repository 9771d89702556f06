package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.StoredAttributes;
import io.lumenvault.server.vault.QkdObjectAttributes;
import java.util.List;

/** QKD keys as managed objects: Active AES keys for encryption, decryption and derivation, whose Object Group is their link. */
public final class QkdKeys implements QkdObjectAttributes {

    private static final int USUAL_BITS = 256;
    private static final List<Integer> LENGTHS = List.of(128, 192, 256);
    private static final int USAGE = KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT,
            CryptographicUsageMask.DERIVE_KEY);

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
