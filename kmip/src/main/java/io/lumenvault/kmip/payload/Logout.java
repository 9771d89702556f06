package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Logout: ends a ticket (2.1 section 6.1.31). */
public final class Logout {

    private static final Layout REQUEST = Layout.of("Logout Request Payload", required(Tag.TICKET));
    private static final Layout RESPONSE = Layout.of("Logout Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.LOGOUT, Request::read, Response::read);

    private Logout() {
    }

    /** The request. */
    public record Request(Ticket ticket) implements RequestPayload {
        public Request {
            Objects.requireNonNull(ticket, "ticket");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(Ticket.read(fields.structure(Tag.TICKET), version));
        }

        @Override
        public Operation operation() {
            return Operation.LOGOUT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).put(ticket.toStructure(version)).structure();
        }
    }

    /** The response. */
    public record Response() implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            RESPONSE.readResponse(payload, version);
            return new Response();
        }

        @Override
        public Operation operation() {
            return Operation.LOGOUT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
