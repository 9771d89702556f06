package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.vault.FreshKeys;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
        link(wanted, caller).ifPresent(link -> {
            throw new KmipException(ResultReason.INVALID_FIELD, "Object Group '" + link + "' is a QKD link; its members are the link's keys alone");
        });
    }

    /** The link that is named as Object Group among attributes. */
    Optional<String> named(List<Attribute> attributes, Principal caller) {
        return attributes.stream().flatMap(attribute -> link(attribute, caller).stream()).findFirst();
    }

    private Optional<String> link(Attribute attribute, Principal caller) {
        return fresh != null && attribute.name() == AttributeType.OBJECT_GROUP && attribute.value() instanceof Item.Text group
                && fresh.isLink(group.value(), caller) ? Optional.of(group.value()) : Optional.empty();
    }

    /**
     * Draws a key of a link, for the caller and, under the same identifier, for its counterpart.
     *
     * @throws KmipException with General Failure, after which the client may try again, where the link gives the caller none now
     */
    UUID draw(Call call, String link, int bits) {
        call.changes().requireFinal("drawing a fresh key");
        return fresh.draw(call.request(), link, bits).orElseThrow(() -> new KmipException(ResultReason.GENERAL_FAILURE,
                "QKD link '" + link + "' gives " + call.principal().name() + " no key of " + bits + " bits now"));
    }
}
