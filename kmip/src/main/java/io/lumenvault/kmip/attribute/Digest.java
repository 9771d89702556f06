package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Structures;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * The value of the Digest attribute (1.4 section 3.17, 2.1 section 4.21).
 *
 * @param value the digest, or null where the server has no access to it
 * @param keyFormat the format over which it was computed, or null (since 1.1)
 */
public record Digest(HashingAlgorithm algorithm, byte[] value, KeyFormatType keyFormat) implements StructuredValue {

    public Digest {
        Objects.requireNonNull(algorithm, "algorithm");
    }

    /** Reads the value of a Digest attribute. */
    public static Digest from(Item item) {
        Fields fields = StructuredValue.fields(item, Structures.DIGEST);
        return new Digest(fields.enumeration(Tag.HASHING_ALGORITHM, HashingAlgorithm.class),
                fields.bytes(Tag.DIGEST_VALUE), fields.enumeration(Tag.KEY_FORMAT_TYPE, KeyFormatType.class));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(Structures.DIGEST, tag).enumeration(Tag.HASHING_ALGORITHM, algorithm)
                .bytes(Tag.DIGEST_VALUE, value).enumeration(Tag.KEY_FORMAT_TYPE, keyFormat).structure();
    }
}
