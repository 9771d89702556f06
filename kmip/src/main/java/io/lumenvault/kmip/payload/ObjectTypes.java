package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** The structure Object Types (2.1 section 7.24), held as the list in it; none stands for no structure. */
final class ObjectTypes {

    private static final Layout LAYOUT = Layout.of("Object Types", repeated(Tag.OBJECT_TYPE));

    private ObjectTypes() {
    }

    static List<ObjectType> read(Fields outer) {
        Fields fields = outer.nested(Tag.OBJECT_TYPES, LAYOUT);
        return fields == null ? List.of() : fields.enumerations(Tag.OBJECT_TYPE, ObjectType.class);
    }

    static Structure write(List<ObjectType> types) {
        return types.isEmpty() ? null : new Structure(Tag.OBJECT_TYPES,
                types.stream().map(type -> new Item.Enumeration(Tag.OBJECT_TYPE, type.code())).toList());
    }
}
