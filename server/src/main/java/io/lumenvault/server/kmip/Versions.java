package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.payload.VersionCodec;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** At which version a message is answered. */
final class Versions {

    private Versions() {}

    /** The version itself where it is supported, else the highest one not above it, else the lowest of all. */
    static ProtocolVersion answering(ProtocolVersion asked, List<ProtocolVersion> supported) {
        return supported.stream().filter(asked::isAtLeast).findFirst().orElse(supported.getLast());
    }

    /** The version of a message that cannot be read further; 1.0 where even that cannot be told. */
    static ProtocolVersion answering(Structure message, List<ProtocolVersion> supported) {
        try {
            return answering(RequestMessage.peekVersion(message), supported);
        } catch (KmipException unreadable) {
            return ProtocolVersion.V1_0;
        }
    }

    /**
     * The message at the version at which it is answered, if it does nothing but discover versions: that works at every version,
     * or no two peers could ever agree on one.
     */
    static Structure discovering(Structure message, ProtocolVersion asked, List<ProtocolVersion> supported) {
        boolean discovers = message.all(Tag.BATCH_ITEM).stream().allMatch(Versions::discovers);
        if (supported.contains(asked) || !discovers) {
            return message;
        }
        return replaced(message, VersionCodec.write(answering(asked, supported)));
    }

    private static boolean discovers(Item item) {
        return item instanceof Structure batchItem
                && batchItem.first(Tag.OPERATION) instanceof Item.Enumeration operation
                && operation.value() == Operation.DISCOVER_VERSIONS.code();
    }

    private static Structure replaced(Structure message, Structure version) {
        return new Structure(message.tag(), message.items().stream().map(part -> part.tag().equals(Tag.REQUEST_HEADER)
                && part instanceof Structure header ? withVersion(header, version) : part).toList());
    }

    private static Structure withVersion(Structure header, Structure version) {
        return new Structure(header.tag(), header.items().stream()
                .map(field -> field.tag().equals(Tag.PROTOCOL_VERSION) ? version : field).toList());
    }
}
