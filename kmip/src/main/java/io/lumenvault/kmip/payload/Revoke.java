package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.Objects;

/** Revoke: declares an object deactivated or compromised (1.4 section 4.20, 2.1 section 6.1.44). */
public final class Revoke {

    private static final Layout REQUEST = Layout.of("Revoke Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            required(Tag.REVOCATION_REASON), optional(Tag.COMPROMISE_OCCURRENCE_DATE));
    private static final Layout RESPONSE = Layout.of("Revoke Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.REVOKE, Request::read, Response::read);

    private Revoke() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param compromiseOccurrenceDate when the compromise is believed to have happened, or null
     */
    public record Request(UniqueIdentifier uniqueIdentifier, RevocationReason reason, Instant compromiseOccurrenceDate)
            implements RequestPayload {

        public Request {
            Objects.requireNonNull(reason, "reason");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    RevocationReason.from(fields.item(Tag.REVOCATION_REASON)),
                    fields.instant(Tag.COMPROMISE_OCCURRENCE_DATE));
        }

        @Override
        public Operation operation() {
            return Operation.REVOKE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(reason.toStructure(Tag.REVOCATION_REASON))
                    .instant(Tag.COMPROMISE_OCCURRENCE_DATE, compromiseOccurrenceDate).structure();
        }
    }

    /** The response: the object. */
    public record Response(String uniqueIdentifier) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.REVOKE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier).structure();
        }
    }
}
