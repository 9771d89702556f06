package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** Obliterate: destroys an object and all that is known of it (3.0 draft, section 6.1). */
public final class Obliterate {

    private static final Layout REQUEST = Layout.of("Obliterate Request Payload", optional(Tag.UNIQUE_IDENTIFIER));
    private static final Layout RESPONSE = Layout.of("Obliterate Response Payload", optional(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.OBLITERATE, Request::read, Response::read);

    private Obliterate() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     */
    public record Request(UniqueIdentifier uniqueIdentifier) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)));
        }

        @Override
        public Operation operation() {
            return Operation.OBLITERATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER)).structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifier the object; the published cases leave it out
     */
    public record Response(String uniqueIdentifier) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.OBLITERATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
