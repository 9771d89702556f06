package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/**
 * A vendor's addition to a batch item (2.1 section 9.13).
 *
 * @param critical a receiver that does not understand the extension must refuse the message
 */
public record MessageExtension(String vendor, boolean critical, Structure extension) {

    static final Layout LAYOUT = Layout.of("Message Extension", required(Tag.VENDOR_IDENTIFICATION),
            required(Tag.CRITICALITY_INDICATOR), required(Tag.VENDOR_EXTENSION));

    public MessageExtension {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(extension, "extension");
    }

    static List<MessageExtension> readAll(Fields batchItem) {
        return batchItem.has(Tag.MESSAGE_EXTENSION)
                ? batchItem.nestedAll(Tag.MESSAGE_EXTENSION, LAYOUT).stream().map(MessageExtension::read).toList() : List.of();
    }

    static List<Structure> toStructures(List<MessageExtension> extensions) {
        return extensions.isEmpty() ? List.of() : extensions.stream().map(MessageExtension::toStructure).toList();
    }

    private static MessageExtension read(Fields fields) {
        return new MessageExtension(fields.text(Tag.VENDOR_IDENTIFICATION), fields.bool(Tag.CRITICALITY_INDICATOR),
                fields.structure(Tag.VENDOR_EXTENSION));
    }

    /** @throws KmipException where one of them is critical: none is known here */
    static void refuseCritical(List<MessageExtension> extensions) {
        for (MessageExtension extension : extensions) {
            if (extension.critical()) {
                throw new KmipException(ResultReason.UNKNOWN_MESSAGE_EXTENSION,
                        "the critical message extension of vendor \"" + extension.vendor() + "\" is not known");
            }
        }
    }

    Structure toStructure() {
        return Structure.of(Tag.MESSAGE_EXTENSION, Item.Text.of(Tag.VENDOR_IDENTIFICATION, vendor),
                new Item.Bool(Tag.CRITICALITY_INDICATOR, critical), extension);
    }
}
