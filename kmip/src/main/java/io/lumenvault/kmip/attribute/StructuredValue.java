package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** A typed form of a value that travels as a Structure. */
public interface StructuredValue {

    /** The structure, with every field that any version knows; the writer for a version drops what it lacks. */
    Structure toStructure(Tag tag);

    /** Reads the fields of a value that is held in its version-independent form. */
    static Fields fields(Item item, Layout layout) {
        if (item instanceof Structure structure) {
            return layout.readResponse(structure, ProtocolVersion.V2_1);
        }
        throw new KmipException(ResultReason.INVALID_DATA_TYPE,
                item.tag() + " has type " + item.type().xmlName() + "; expected Structure");
    }

    /** A writer that keeps the fields of all versions. */
    static FieldWriter writer(Layout layout, Tag tag) {
        return layout.write(tag, ProtocolVersion.V2_1);
    }
}
