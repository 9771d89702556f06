package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.spec.DataEnumeration;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** What stands for the Data of a request in 2.x: the output of an earlier operation of the batch (2.1 section 7.9). */
public sealed interface DataReference {

    /** The item in the place of the bytes. */
    Item toItem();

    /** The output of the last operation of this kind. */
    record Last(DataEnumeration output) implements DataReference {
        public Last {
            Objects.requireNonNull(output, "output");
        }

        @Override
        public Item toItem() {
            return new Item.Enumeration(Tag.DATA, output.code());
        }
    }

    /** The output at a place: from 0 at the begin of the response, or backwards from -1. */
    record At(int place) implements DataReference {
        @Override
        public Item toItem() {
            return new Item.Int(Tag.DATA, place);
        }
    }
}
