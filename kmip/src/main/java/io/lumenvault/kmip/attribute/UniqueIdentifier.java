package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * What a Unique Identifier field holds (2.1 section 4.58): a text in 1.x; in 2.x also an enumeration value (ID
 * Placeholder, or the identifier made by an earlier operation of the batch) or the n-th identifier of the response. A
 * field that is left out stands for the ID Placeholder and is null in payloads.
 */
public sealed interface UniqueIdentifier {

    /** An identifier as such. */
    record Text(String value) implements UniqueIdentifier {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /** An identifier of the running batch, by the operation that made it (2.x). */
    record OfBatch(UniqueIdentifierEnumeration value) implements UniqueIdentifier {
        public OfBatch {
            Objects.requireNonNull(value, "value");
        }
    }

    /** The n-th identifier in the response from 0, or backwards where negative (2.x). */
    record Nth(int value) implements UniqueIdentifier {
    }

    /** An identifier as such. */
    static UniqueIdentifier of(String value) {
        return new Text(value);
    }

    /** Reads a field; null stays null. */
    static UniqueIdentifier from(Item item) {
        return switch (item) {
            case null -> null;
            case Item.Text text -> new Text(text.value());
            case Item.Int number -> new Nth(number.value());
            case Item.Enumeration code -> new OfBatch(
                    Enumerations.find(UniqueIdentifierEnumeration.class, code.value())
                            .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                                    String.format("%s has the value 0x%08X, which is not known", item.tag(),
                                            code.value()))));
            default -> throw new KmipException(ResultReason.INVALID_MESSAGE, item.tag() + " has type "
                    + item.type().xmlName() + "; expected TextString, Enumeration or Integer");
        };
    }

    /** The item under a tag. */
    default Item toItem(Tag tag) {
        return switch (this) {
            case Text text -> Item.Text.of(tag, text.value());
            case OfBatch ofBatch -> new Item.Enumeration(tag, ofBatch.value().code());
            case Nth nth -> new Item.Int(tag, nth.value());
        };
    }

    /** The item under a tag, or null for a null identifier. */
    static Item toItem(UniqueIdentifier identifier, Tag tag) {
        return identifier == null ? null : identifier.toItem(tag);
    }
}
