package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Set;
import java.util.stream.Collectors;

/** What is held against an answer to Query: its kinds of values, and the operations and object types that it must name. */
final class QueryAnswer {

    private QueryAnswer() {
    }

    /** @param needed what the server must name where the case does, see {@link Features} */
    static Difference compare(Structure expected, Structure actual, Set<Item> needed, String path) {
        Set<Tag> wanted = tags(expected);
        Set<Tag> given = tags(actual);
        for (Tag tag : wanted) {
            if (!given.contains(tag) && !tag.equals(Tag.APPLICATION_NAMESPACE)) {
                return new Difference(path + "/" + tag.xmlName(), "is missing");
            }
        }
        for (Tag tag : given) {
            if (!wanted.contains(tag)) {
                return new Difference(path + "/" + tag.xmlName(), "is there; the case has none");
            }
        }
        for (Item item : expected.items()) {
            if (needed.contains(item) && !actual.items().contains(item)) {
                return new Difference(path + "/" + item.tag().xmlName() + "(" + Comparison.shown(item) + ")", "is missing");
            }
        }
        return null;
    }

    private static Set<Tag> tags(Structure structure) {
        return structure.items().stream().map(Item::tag).collect(Collectors.toSet());
    }
}
