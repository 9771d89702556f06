package io.lumenvault.kmip.object;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Map;
import java.util.Optional;

/**
 * Key material whose parts stand as fields of their own (1.4 section 2.1.7, 2.1 sections 3.5 to 3.12). Which fields a format
 * has is a row of a table; numbers are read with {@link #number}, so that they stay where they can be wiped.
 */
public final class TransparentKey {

    private static final Field[] EC_PRIVATE = {required(Tag.RECOMMENDED_CURVE), required(Tag.D)};
    private static final Field[] EC_PUBLIC = {required(Tag.RECOMMENDED_CURVE), required(Tag.Q_STRING)};

    private static final Map<KeyFormatType, Layout> LAYOUTS = Map.ofEntries(
            row(KeyFormatType.TRANSPARENT_SYMMETRIC_KEY, required(Tag.KEY)),
            row(KeyFormatType.TRANSPARENT_DSA_PRIVATE_KEY, required(Tag.P), required(Tag.Q), required(Tag.G), required(Tag.X)),
            row(KeyFormatType.TRANSPARENT_DSA_PUBLIC_KEY, required(Tag.P), required(Tag.Q), required(Tag.G), required(Tag.Y)),
            row(KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY, required(Tag.MODULUS), optional(Tag.PRIVATE_EXPONENT),
                    optional(Tag.PUBLIC_EXPONENT), optional(Tag.P), optional(Tag.Q), optional(Tag.PRIME_EXPONENT_P),
                    optional(Tag.PRIME_EXPONENT_Q), optional(Tag.CRT_COEFFICIENT)),
            row(KeyFormatType.TRANSPARENT_RSA_PUBLIC_KEY, required(Tag.MODULUS), required(Tag.PUBLIC_EXPONENT)),
            row(KeyFormatType.TRANSPARENT_DH_PRIVATE_KEY, required(Tag.P), optional(Tag.Q), required(Tag.G), optional(Tag.J),
                    required(Tag.X)),
            row(KeyFormatType.TRANSPARENT_DH_PUBLIC_KEY, required(Tag.P), optional(Tag.Q), required(Tag.G), optional(Tag.J),
                    required(Tag.Y)),
            row(KeyFormatType.TRANSPARENT_ECDSA_PRIVATE_KEY, EC_PRIVATE), row(KeyFormatType.TRANSPARENT_ECDSA_PUBLIC_KEY, EC_PUBLIC),
            row(KeyFormatType.TRANSPARENT_ECDH_PRIVATE_KEY, EC_PRIVATE), row(KeyFormatType.TRANSPARENT_ECDH_PUBLIC_KEY, EC_PUBLIC),
            row(KeyFormatType.TRANSPARENT_ECMQV_PRIVATE_KEY, EC_PRIVATE), row(KeyFormatType.TRANSPARENT_ECMQV_PUBLIC_KEY, EC_PUBLIC),
            row(KeyFormatType.TRANSPARENT_EC_PRIVATE_KEY, EC_PRIVATE), row(KeyFormatType.TRANSPARENT_EC_PUBLIC_KEY, EC_PUBLIC));

    private final KeyFormatType format;
    private final Structure material;
    private final Fields fields;

    private TransparentKey(KeyFormatType format, Structure material, Fields fields) {
        this.format = format;
        this.material = material;
        this.fields = fields;
    }

    private static Map.Entry<KeyFormatType, Layout> row(KeyFormatType format, Field... fields) {
        return Map.entry(format, Layout.of("Key Material of " + format.text(), fields));
    }

    /** True where keys of the format have their parts in fields. */
    public static boolean isTransparent(KeyFormatType format) {
        return LAYOUTS.containsKey(format);
    }

    /**
     * A key of its parts.
     *
     * @param parts the fields under their own tags, in any order
     * @throws KmipException with Invalid Message where a field is missing or of the wrong type, with Invalid Field where one is
     *     not part of the format
     * @throws IllegalArgumentException where the format is not transparent
     */
    public static TransparentKey of(KeyFormatType format, Item... parts) {
        if (!isTransparent(format)) {
            throw new IllegalArgumentException(format.text() + " is not a transparent format");
        }
        return read(format, Structure.of(Tag.KEY_MATERIAL, parts));
    }

    static TransparentKey read(KeyFormatType format, Structure material) {
        Fields fields = LAYOUTS.get(format).readRequest(material, ProtocolVersion.V2_1);
        for (Item part : material.items()) {
            ItemType expected = part.tag().equals(Tag.KEY) || part.tag().equals(Tag.Q_STRING) ? ItemType.BYTE_STRING
                    : part.tag().equals(Tag.RECOMMENDED_CURVE) ? ItemType.ENUMERATION : ItemType.BIG_INTEGER;
            if (part.type() != expected) {
                throw new KmipException(ResultReason.INVALID_MESSAGE, part.tag() + " of " + fields.name() + " has type "
                        + part.type().xmlName() + "; expected " + expected.xmlName());
            }
        }
        return new TransparentKey(format, material, fields);
    }

    /** The format. */
    public KeyFormatType format() {
        return format;
    }

    /** The number under a tag such as {@link Tag#MODULUS}, or empty; it shares the array that {@link KeyBlock#wipe} clears. */
    public Optional<Item.BigInt> number(Tag tag) {
        return Optional.ofNullable(fields.bigInteger(tag));
    }

    /** The curve of a key on an elliptic curve. */
    public Optional<RecommendedCurve> curve() {
        return Optional.ofNullable(fields.enumeration(Tag.RECOMMENDED_CURVE, RecommendedCurve.class));
    }

    /** The bytes of a symmetric key or the public point of one on an elliptic curve, or empty; the array is the key's own. */
    public Optional<byte[]> bytes() {
        return Optional.ofNullable(fields.bytes(fields.has(Tag.KEY) ? Tag.KEY : Tag.Q_STRING));
    }

    /** The Key Material structure, fields in the order of the specification. */
    public Structure toStructure() {
        return LAYOUTS.get(format).write(Tag.KEY_MATERIAL, ProtocolVersion.V2_1).putAll(material.items()).structure();
    }

    @Override
    public String toString() {
        return "TransparentKey[" + format.text() + "]";
    }
}
