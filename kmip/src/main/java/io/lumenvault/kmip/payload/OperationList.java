package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** The structure Operations (2.1 section 7.25), held as the list in it; none stands for no structure. */
final class OperationList {

    private static final Layout LAYOUT = Layout.of("Operations", repeated(Tag.OPERATION));

    private OperationList() {
    }

    static List<Operation> read(Fields outer) {
        Fields fields = outer.nested(Tag.OPERATIONS, LAYOUT);
        return fields == null ? List.of() : fields.enumerations(Tag.OPERATION, Operation.class);
    }

    static Structure write(List<Operation> operations) {
        return operations.isEmpty() ? null : new Structure(Tag.OPERATIONS,
                operations.stream().map(operation -> new Item.Enumeration(Tag.OPERATION, operation.code())).toList());
    }
}
