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

/** Obtain Lease: takes a lease on an object (1.4 section 4.17, 2.1 section 6.1.35). */
public final class ObtainLease {

    private static final Layout REQUEST = Layout.of("Obtain Lease Request Payload", optional(Tag.UNIQUE_IDENTIFIER));
    private static final Layout RESPONSE = Layout.of("Obtain Lease Response Payload", required(Tag.UNIQUE_IDENTIFIER),
            required(Tag.LEASE_TIME), required(Tag.LAST_CHANGE_DATE));

    static final PayloadType TYPE = new PayloadType(Operation.OBTAIN_LEASE, Request::read, Response::read);

    private ObtainLease() {
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
            return Operation.OBTAIN_LEASE;
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
     * @param leaseTime how long the lease lasts, in seconds
     * @param lastChangeDate when the object last changed
     */
    public record Response(String uniqueIdentifier, long leaseTime, Instant lastChangeDate) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            Objects.requireNonNull(lastChangeDate, "lastChangeDate");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), fields.interval(Tag.LEASE_TIME),
                    fields.instant(Tag.LAST_CHANGE_DATE));
        }

        @Override
        public Operation operation() {
            return Operation.OBTAIN_LEASE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .interval(Tag.LEASE_TIME, leaseTime).instant(Tag.LAST_CHANGE_DATE, lastChangeDate).structure();
        }
    }
}
