package io.lumenvault.kmip.object;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Structures;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/**
 * How the server is to wrap a key that it returns (1.4 section 2.1.6, 2.1 section 7.18). The two keys and the encoding
 * option may be null.
 *
 * @param attributeNames names of attributes to be wrapped with the key
 */
public record KeyWrappingSpecification(WrappingMethod method, KeyInformation encryption, KeyInformation macSignatureKey,
        List<String> attributeNames, EncodingOption encoding) {

    public KeyWrappingSpecification {
        Objects.requireNonNull(method, "method");
        attributeNames = List.copyOf(attributeNames);
    }

    /** Reads the specification out of a payload; null where there is none. */
    public static KeyWrappingSpecification read(Fields payload) {
        Fields fields = payload.nested(Tag.KEY_WRAPPING_SPECIFICATION, Structures.KEY_WRAPPING_SPECIFICATION);
        return fields == null ? null : new KeyWrappingSpecification(
                fields.enumeration(Tag.WRAPPING_METHOD, WrappingMethod.class),
                KeyInformation.read(fields, Tag.ENCRYPTION_KEY_INFORMATION),
                KeyInformation.read(fields, Tag.MAC_SIGNATURE_KEY_INFORMATION), fields.texts(Tag.ATTRIBUTE_NAME),
                fields.enumeration(Tag.ENCODING_OPTION, EncodingOption.class));
    }

    /** The structure for a version; null stays null. */
    public static Structure write(KeyWrappingSpecification wanted, ProtocolVersion version) {
        return wanted == null ? null
                : Structures.KEY_WRAPPING_SPECIFICATION.writeWhole(Tag.KEY_WRAPPING_SPECIFICATION, version)
                        .enumeration(Tag.WRAPPING_METHOD, wanted.method)
                        .put(KeyInformation.write(Tag.ENCRYPTION_KEY_INFORMATION, wanted.encryption, version))
                        .put(KeyInformation.write(Tag.MAC_SIGNATURE_KEY_INFORMATION, wanted.macSignatureKey, version))
                        .texts(Tag.ATTRIBUTE_NAME, wanted.attributeNames)
                        .enumeration(Tag.ENCODING_OPTION, wanted.encoding).structure();
    }
}
