package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Key Compression Type, KMIP 2.1 section 11 ("Key Compression Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum KeyCompressionType implements KmipEnumeration {
    EC_PUBLIC_KEY_TYPE_UNCOMPRESSED(row(0x01, "EC Public Key Type Uncompressed", V1_0)),
    EC_PUBLIC_KEY_TYPE_X9_62_COMPRESSED_PRIME(row(0x02, "EC Public Key Type X9.62 Compressed Prime", V1_0)),
    EC_PUBLIC_KEY_TYPE_X9_62_COMPRESSED_CHAR2(row(0x03, "EC Public Key Type X9.62 Compressed Char2", V1_0)),
    EC_PUBLIC_KEY_TYPE_X9_62_HYBRID(row(0x04, "EC Public Key Type X9.62 Hybrid", V1_0));

    private final EnumerationValue value;

    KeyCompressionType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
