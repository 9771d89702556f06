package io.lumenvault.kmip.object;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Structures;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * How the key value of a key block is wrapped (1.4 section 2.1.5, 2.1 section 3.3). All components but the method may be
 * null; a null encoding option stands for TTLV encoding.
 */
public record KeyWrappingData(WrappingMethod method, KeyInformation encryption, KeyInformation macSignatureKey,
        byte[] macSignature, byte[] ivCounterNonce, EncodingOption encoding) {

    public KeyWrappingData {
        Objects.requireNonNull(method, "method");
    }

    static KeyWrappingData read(Fields outer) {
        Fields fields = outer.nested(Tag.KEY_WRAPPING_DATA, Structures.KEY_WRAPPING_DATA);
        return fields == null ? null : new KeyWrappingData(
                fields.enumeration(Tag.WRAPPING_METHOD, WrappingMethod.class),
                KeyInformation.read(fields, Tag.ENCRYPTION_KEY_INFORMATION),
                KeyInformation.read(fields, Tag.MAC_SIGNATURE_KEY_INFORMATION),
                fields.bytes(Tag.MAC_SIGNATURE), fields.bytes(Tag.IV_COUNTER_NONCE),
                fields.enumeration(Tag.ENCODING_OPTION, EncodingOption.class));
    }

    static Structure write(KeyWrappingData data, ProtocolVersion version) {
        return data == null ? null : Structures.KEY_WRAPPING_DATA.write(Tag.KEY_WRAPPING_DATA, version)
                .enumeration(Tag.WRAPPING_METHOD, data.method)
                .put(KeyInformation.write(Tag.ENCRYPTION_KEY_INFORMATION, data.encryption, version))
                .put(KeyInformation.write(Tag.MAC_SIGNATURE_KEY_INFORMATION, data.macSignatureKey, version))
                .bytes(Tag.MAC_SIGNATURE, data.macSignature).bytes(Tag.IV_COUNTER_NONCE, data.ivCounterNonce)
                .enumeration(Tag.ENCODING_OPTION, data.encoding).structure();
    }
}
