package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;

/** Object Group Member, KMIP 2.1 section 11 ("Object Group Member Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ObjectGroupMember implements KmipEnumeration {
    GROUP_MEMBER_FRESH(row(0x01, "Group Member Fresh", V1_1)),
    GROUP_MEMBER_DEFAULT(row(0x02, "Group Member Default", V1_1));

    private final EnumerationValue value;

    ObjectGroupMember(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
