package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Hashing Algorithm, KMIP 2.1 section 11 ("Hashing Algorithm Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum HashingAlgorithm implements KmipEnumeration {
    MD2(row(0x01, "MD2", V1_0)),
    MD4(row(0x02, "MD4", V1_0)),
    MD5(row(0x03, "MD5", V1_0)),
    SHA_1(row(0x04, "SHA-1", V1_0)),
    SHA_224(row(0x05, "SHA-224", V1_0)),
    SHA_256(row(0x06, "SHA-256", V1_0)),
    SHA_384(row(0x07, "SHA-384", V1_0)),
    SHA_512(row(0x08, "SHA-512", V1_0)),
    RIPEMD_160(row(0x09, "RIPEMD-160", V1_0)),
    TIGER(row(0x0A, "Tiger", V1_0)),
    WHIRLPOOL(row(0x0B, "Whirlpool", V1_0)),
    SHA_512_224(row(0x0C, "SHA-512/224", V1_2)),
    SHA_512_256(row(0x0D, "SHA-512/256", V1_2)),
    SHA_3_224(row(0x0E, "SHA-3-224", V1_4).printedIn2("SHA3-224")),
    SHA_3_256(row(0x0F, "SHA-3-256", V1_4).printedIn2("SHA3-256")),
    SHA_3_384(row(0x10, "SHA-3-384", V1_4).printedIn2("SHA3-384")),
    SHA_3_512(row(0x11, "SHA-3-512", V1_4).printedIn2("SHA3-512"));

    private final EnumerationValue value;

    HashingAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
