package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.NormalizedName;
import io.lumenvault.kmip.ttlv.Tag;

/**
 * Whose names the values of a structure's items have. An item's own tag decides, but for Attribute Value of 1.x: there it is
 * the tag of the attribute that the Attribute Name before it gives. Attributes of vendors have no names for values.
 */
final class Meaning {

    private Tag named;
    private boolean ofVendor;

    /** The tag whose enumeration or mask names the value of an item of this tag, standing next in the structure. */
    Tag of(Tag tag) {
        return tag.equals(Tag.ATTRIBUTE_VALUE) && named != null && !ofVendor ? named : tag;
    }

    /** Takes note of an item before the next one is asked for. */
    void passed(Item item) {
        if (item.tag().equals(Tag.ATTRIBUTE_NAME) && item instanceof Item.Text name && !name.value().isEmpty()) {
            named = Tag.byXmlName(NormalizedName.of(name.value())).orElse(null);
        } else if (item.tag().equals(Tag.VENDOR_IDENTIFICATION)) {
            ofVendor = true;
        }
    }
}
