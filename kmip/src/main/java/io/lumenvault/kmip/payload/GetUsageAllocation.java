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
import java.util.Objects;

/** Get Usage Allocation: takes units of the Usage Limits for later use (1.4 section 4.18, 2.1 section 6.1.23). */
public final class GetUsageAllocation {

    private static final Layout REQUEST = Layout.of("Get Usage Allocation Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            required(Tag.USAGE_LIMITS_COUNT));
    private static final Layout RESPONSE = Layout.of("Get Usage Allocation Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.GET_USAGE_ALLOCATION, Request::read, Response::read);

    private GetUsageAllocation() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param usageLimitsCount the units wanted
     */
    public record Request(UniqueIdentifier uniqueIdentifier, long usageLimitsCount) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.longInteger(Tag.USAGE_LIMITS_COUNT));
        }

        @Override
        public Operation operation() {
            return Operation.GET_USAGE_ALLOCATION;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .longInteger(Tag.USAGE_LIMITS_COUNT, usageLimitsCount).structure();
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
            return Operation.GET_USAGE_ALLOCATION;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
