package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Tag;

/** Makes the item of a value's text; readers of case files take placeholders before the standard form. */
@FunctionalInterface
public interface ValueReader {

    /** Values as the KMIP profiles write them. */
    ValueReader STANDARD = ItemText::read;

    /**
     * The item of a text.
     *
     * @param meaning the tag whose enumeration or mask names the value; the item's own but for Attribute Value of 1.x
     * @throws IllegalArgumentException where the text is not a value of the type; the message says what is
     */
    Item read(Tag tag, ItemType type, Tag meaning, String text);
}
