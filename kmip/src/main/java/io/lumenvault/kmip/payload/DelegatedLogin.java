package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Delegated Login: gives a ticket that another may use, for some operations and objects (2.1 section 6.1.12). */
public final class DelegatedLogin {

    private static final Layout REQUEST = Layout.of("Delegated Login Request Payload", optional(Tag.LEASE_TIME),
            optional(Tag.REQUEST_COUNT), optional(Tag.USAGE_LIMITS), required(Tag.RIGHTS));
    private static final Layout RESPONSE = Layout.of("Delegated Login Response Payload", required(Tag.TICKET));

    static final PayloadType TYPE = new PayloadType(Operation.DELEGATED_LOGIN, Request::read, Response::read);

    private DelegatedLogin() {
    }

    /**
     * The request.
     *
     * @param lease how long, or until when, the ticket holds, or null
     * @param requestCount how many requests it is good for, or null
     * @param usageLimits how much may be used with it, or null
     * @param rights what the holder may do
     */
    public record Request(Lease lease, Integer requestCount, UsageLimits usageLimits, Rights rights) implements RequestPayload {
        public Request {
            Objects.requireNonNull(rights, "rights");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(Lease.read(fields), fields.integer(Tag.REQUEST_COUNT), PayloadFields.usageLimits(fields),
                    Rights.read(fields.structure(Tag.RIGHTS), version));
        }

        @Override
        public Operation operation() {
            return Operation.DELEGATED_LOGIN;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).put(Lease.write(lease))
                    .integer(Tag.REQUEST_COUNT, requestCount)
                    .put(usageLimits == null ? null : usageLimits.toStructure(Tag.USAGE_LIMITS))
                    .put(rights.toStructure(version)).structure();
        }
    }

    /** The response. */
    public record Response(Ticket ticket) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(ticket, "ticket");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(Ticket.read(fields.structure(Tag.TICKET), version));
        }

        @Override
        public Operation operation() {
            return Operation.DELEGATED_LOGIN;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).put(ticket.toStructure(version)).structure();
        }
    }
}
