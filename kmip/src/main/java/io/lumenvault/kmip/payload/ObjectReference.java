package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** The payloads of an operation that name an object and nothing else: the request may leave it to the ID Placeholder. */
final class ObjectReference {

    private final Layout request;
    private final Layout response;

    ObjectReference(Operation operation) {
        this.request = Layout.of(operation.text() + " Request Payload", optional(Tag.UNIQUE_IDENTIFIER));
        this.response = Layout.of(operation.text() + " Response Payload", required(Tag.UNIQUE_IDENTIFIER));
    }

    /** @return null for the ID Placeholder */
    UniqueIdentifier readRequest(Structure payload, ProtocolVersion version) {
        return UniqueIdentifier.from(request.readRequest(payload, version).item(Tag.UNIQUE_IDENTIFIER));
    }

    Structure writeRequest(UniqueIdentifier object, ProtocolVersion version) {
        return request.write(Tag.REQUEST_PAYLOAD, version).put(UniqueIdentifier.toItem(object, Tag.UNIQUE_IDENTIFIER)).structure();
    }

    String readResponse(Structure payload, ProtocolVersion version) {
        return response.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER);
    }

    Structure writeResponse(String object, ProtocolVersion version) {
        return response.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, object).structure();
    }
}
