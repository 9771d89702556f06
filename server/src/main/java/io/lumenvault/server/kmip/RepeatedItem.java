package io.lumenvault.server.kmip;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.kmip.operation.BatchIdentifiers;
import java.util.ArrayList;
import java.util.List;

/**
 * An item whose Unique Identifier stands for several objects of an earlier item of its batch: "the operation is repeated for each of them"
 * (KMIP 2.1 section 11.58), and each has an answer of its own.
 */
final class RepeatedItem {

    private RepeatedItem() {}

    /** The item, or what it is repeated as. */
    static List<RequestBatchItem> of(RequestBatchItem item, BatchIdentifiers identifiers) {
        int position = position(item.payload());
        if (position < 0) {
            return List.of(item);
        }
        Item.Enumeration named = (Item.Enumeration) item.payload().items().get(position);
        List<String> meant = Enumerations.find(UniqueIdentifierEnumeration.class, named.value())
                .map(value -> identifiers.all(new UniqueIdentifier.OfBatch(value))).orElse(List.of());
        return meant.size() < 2 ? List.of(item) : meant.stream().map(one -> naming(item, position, one)).toList();
    }

    /** Where the payload names its object by an enumeration; -1 where it does not, or names several. */
    private static int position(Structure payload) {
        int position = -1;
        int names = 0;
        for (int i = 0; i < payload.items().size(); i++) {
            Item item = payload.items().get(i);
            if (item.tag().equals(Tag.UNIQUE_IDENTIFIER) || item.tag().equals(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER)) {
                names++;
                position = item instanceof Item.Enumeration ? i : -1;
            }
        }
        return names == 1 ? position : -1;
    }

    private static RequestBatchItem naming(RequestBatchItem item, int position, String identifier) {
        List<Item> items = new ArrayList<>(item.payload().items());
        items.set(position, Item.Text.of(items.get(position).tag(), identifier));
        return new RequestBatchItem(item.operationCode(), item.uniqueBatchItemId(), item.ephemeral(),
                new Structure(item.payload().tag(), items), item.extensions());
    }
}
