package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** The structure Object Groups (2.1 section 7.23), held as the names in it; none stands for no structure. */
final class ObjectGroups {

    private static final Layout LAYOUT = Layout.of("Object Groups", repeated(Tag.OBJECT_GROUP));

    private ObjectGroups() {
    }

    static List<String> read(Fields outer) {
        Fields fields = outer.nested(Tag.OBJECT_GROUPS, LAYOUT);
        return fields == null ? List.of() : fields.texts(Tag.OBJECT_GROUP);
    }

    static Structure write(List<String> names) {
        return names.isEmpty() ? null
                : new Structure(Tag.OBJECT_GROUPS, names.stream().map(name -> Item.Text.of(Tag.OBJECT_GROUP, name)).toList());
    }
}
