package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Link Type, KMIP 2.1 section 11 ("Link Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum LinkType implements KmipEnumeration {
    CERTIFICATE_LINK(row(0x101, "Certificate Link", V1_0)),
    PUBLIC_KEY_LINK(row(0x102, "Public Key Link", V1_0)),
    PRIVATE_KEY_LINK(row(0x103, "Private Key Link", V1_0)),
    DERIVATION_BASE_OBJECT_LINK(row(0x104, "Derivation Base Object Link", V1_0)),
    DERIVED_KEY_LINK(row(0x105, "Derived Key Link", V1_0)),
    REPLACEMENT_OBJECT_LINK(row(0x106, "Replacement Object Link", V1_0)),
    REPLACED_OBJECT_LINK(row(0x107, "Replaced Object Link", V1_0)),
    PARENT_LINK(row(0x108, "Parent Link", V1_2)),
    CHILD_LINK(row(0x109, "Child Link", V1_2)),
    PREVIOUS_LINK(row(0x10A, "Previous Link", V1_2)),
    NEXT_LINK(row(0x10B, "Next Link", V1_2)),
    PKCS_12_CERTIFICATE_LINK(row(0x10C, "PKCS#12 Certificate Link", V1_4)),
    PKCS_12_PASSWORD_LINK(row(0x10D, "PKCS#12 Password Link", V1_4)),
    WRAPPING_KEY_LINK(row(0x10E, "Wrapping Key Link", V2_0));

    private final EnumerationValue value;

    LinkType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
