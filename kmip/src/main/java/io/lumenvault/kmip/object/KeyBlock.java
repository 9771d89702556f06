package io.lumenvault.kmip.object;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyCompressionType;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A key block (1.4 section 2.1.3, 2.1 section 3.1). All components but the format may be null.
 *
 * @param value the key, or null where the server does not hold it
 * @param length Cryptographic Length in bits
 * @param wrapping present where the key is wrapped
 */
public record KeyBlock(KeyFormatType format, KeyCompressionType compression, KeyValue value,
        CryptographicAlgorithm algorithm, Integer length, KeyWrappingData wrapping) {

    private static final Layout LAYOUT = Layout.of("Key Block", required(Tag.KEY_FORMAT_TYPE),
            optional(Tag.KEY_COMPRESSION_TYPE), optional(Tag.KEY_VALUE), optional(Tag.CRYPTOGRAPHIC_ALGORITHM),
            optional(Tag.CRYPTOGRAPHIC_LENGTH), optional(Tag.KEY_WRAPPING_DATA));

    public KeyBlock {
        Objects.requireNonNull(format, "format");
    }

    /** A plain block of bytes in a format; the array is shared, not copied. Algorithm and length may be null. */
    public static KeyBlock of(KeyFormatType format, byte[] material, CryptographicAlgorithm algorithm, Integer length) {
        return new KeyBlock(format, null, KeyValue.Plain.of(material), algorithm, length, null);
    }

    /**
     * The key as bytes: Key Material where it is a byte string, and the Key of a Transparent Symmetric Key. Empty for
     * wrapped keys and other transparent formats. The array is that of this block: wiping the block wipes it.
     */
    public Optional<byte[]> material() {
        if (!(value instanceof KeyValue.Plain plain)) {
            return Optional.empty();
        }
        Item material = plain.material() instanceof Structure structure ? structure.first(Tag.KEY) : plain.material();
        return material instanceof Item.Bytes bytes ? Optional.of(bytes.value()) : Optional.empty();
    }

    /**
     * The parts of a plain key in a transparent format; empty for wrapped keys and other formats.
     *
     * @throws io.lumenvault.kmip.KmipException with Invalid Message or Invalid Field where they are not those of the format
     */
    public Optional<TransparentKey> transparent() {
        return value instanceof KeyValue.Plain plain && plain.material() instanceof Structure structure
                && TransparentKey.isTransparent(format) ? Optional.of(TransparentKey.read(format, structure)) : Optional.empty();
    }

    /** A plain block of a transparent key; arrays are shared, not copied. Algorithm and length may be null. */
    public static KeyBlock of(TransparentKey key, CryptographicAlgorithm algorithm, Integer length) {
        return new KeyBlock(key.format(), null, new KeyValue.Plain(key.toStructure(), List.of()), algorithm, length, null);
    }

    /** Overwrites the key with zeros. */
    public void wipe() {
        if (value != null) {
            value.wipe();
        }
    }

    static KeyBlock read(Fields object) {
        Fields fields = object.nested(Tag.KEY_BLOCK, LAYOUT);
        return new KeyBlock(fields.enumeration(Tag.KEY_FORMAT_TYPE, KeyFormatType.class),
                fields.enumeration(Tag.KEY_COMPRESSION_TYPE, KeyCompressionType.class), KeyValue.read(fields),
                fields.enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.class),
                fields.integer(Tag.CRYPTOGRAPHIC_LENGTH), KeyWrappingData.read(fields));
    }

    Structure toStructure(ProtocolVersion version) {
        return LAYOUT.write(Tag.KEY_BLOCK, version).enumeration(Tag.KEY_FORMAT_TYPE, format)
                .enumeration(Tag.KEY_COMPRESSION_TYPE, compression).put(value == null ? null : value.toItem(version))
                .enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, algorithm).integer(Tag.CRYPTOGRAPHIC_LENGTH, length)
                .put(KeyWrappingData.write(wrapping, version)).structure();
    }
}
