package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.vault.FreshKeys;

/**
 * Keeps clients' own objects out of the Object Groups that are QKD links (KMIP 1.4 section 3.33): who finds a key in a link's
 * group must be able to rely on its being a QKD key.
 *
 * @param fresh knows the links, or null on a node without links
 */
record LinkGroups(FreshKeys fresh) {

    /**
     * Refuses an attribute that would put a client's object into the group of a link.
     *
     * @throws KmipException with Invalid Field
     */
    void requireNone(Attribute wanted, Principal caller) {
        if (fresh != null && wanted.name() == AttributeType.OBJECT_GROUP && wanted.value() instanceof Item.Text group
                && fresh.isLink(group.value(), caller)) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "Object Group '" + group.value() + "' is a QKD link; its members are the link's keys alone");
        }
    }
}
