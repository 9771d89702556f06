package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.Objects;

/** Deactivate: ends the use of an object for protection (3.0 draft, section 6.1.14). */
public final class Deactivate {

    private static final Layout REQUEST = Layout.of("Deactivate Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.DEACTIVATION_REASON), optional(Tag.DEACTIVATION_DATE));
    private static final Layout RESPONSE = Layout.of("Deactivate Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.DEACTIVATE, Request::read, Response::read);

    private Deactivate() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param reason a Deactivation Reason structure, or null
     * @param date when it was deactivated; null for now
     */
    public record Request(UniqueIdentifier uniqueIdentifier, Structure reason, Instant date) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.structure(Tag.DEACTIVATION_REASON), fields.instant(Tag.DEACTIVATION_DATE));
        }

        @Override
        public Operation operation() {
            return Operation.DEACTIVATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER)).put(reason)
                    .instant(Tag.DEACTIVATION_DATE, date).structure();
        }
    }

    /** The response. */
    public record Response(String uniqueIdentifier) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.DEACTIVATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
