package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** The version whose names a text is written with: a few values are called otherwise in 1.x than from 2.0 on. */
final class SpokenVersion {

    private SpokenVersion() {
    }

    /** The version that a message says in its header; for what is no message, the newest that is a standard. */
    static ProtocolVersion of(Item item) {
        return item instanceof Structure message && !message.items().isEmpty() && message.items().getFirst() instanceof Structure header
                && header.first(Tag.PROTOCOL_VERSION) instanceof Structure version
                && version.first(Tag.PROTOCOL_VERSION_MAJOR) instanceof Item.Int major && major.value() == 1
                ? ProtocolVersion.V1_4 : ProtocolVersion.V2_1;
    }
}
