package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** The Protocol Version structure (2.1 section 9.16). */
public final class VersionCodec {

    private static final Layout LAYOUT = Layout.of("Protocol Version", required(Tag.PROTOCOL_VERSION_MAJOR),
            required(Tag.PROTOCOL_VERSION_MINOR));

    private VersionCodec() {
    }

    /** Reads the structure. */
    public static ProtocolVersion read(Structure structure) {
        Fields fields = LAYOUT.readResponse(structure, ProtocolVersion.V1_0);
        return new ProtocolVersion(fields.integer(Tag.PROTOCOL_VERSION_MAJOR),
                fields.integer(Tag.PROTOCOL_VERSION_MINOR));
    }

    /** The structure. */
    public static Structure write(ProtocolVersion version) {
        return Structure.of(Tag.PROTOCOL_VERSION, new Item.Int(Tag.PROTOCOL_VERSION_MAJOR, version.major()),
                new Item.Int(Tag.PROTOCOL_VERSION_MINOR, version.minor()));
    }

    static List<ProtocolVersion> readAll(Fields payload) {
        return payload.nestedAll(Tag.PROTOCOL_VERSION, LAYOUT).stream()
                .map(fields -> new ProtocolVersion(fields.integer(Tag.PROTOCOL_VERSION_MAJOR),
                        fields.integer(Tag.PROTOCOL_VERSION_MINOR))).toList();
    }
}
