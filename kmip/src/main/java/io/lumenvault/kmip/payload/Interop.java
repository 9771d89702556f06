package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.InteropFunction;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Interop: marks the begin and the end of a test case (2.1 section 6.1.26). */
public final class Interop {

    private static final Layout REQUEST = Layout.of("Interop Request Payload", required(Tag.INTEROP_FUNCTION),
            optional(Tag.INTEROP_IDENTIFIER));
    private static final Layout RESPONSE = Layout.of("Interop Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.INTEROP, Request::read, Response::read);

    private Interop() {
    }

    /**
     * The request.
     *
     * @param identifier the name of the case; null for Reset
     */
    public record Request(InteropFunction function, String identifier) implements RequestPayload {
        public Request {
            Objects.requireNonNull(function, "function");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.enumeration(Tag.INTEROP_FUNCTION, InteropFunction.class), fields.text(Tag.INTEROP_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.INTEROP;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.INTEROP_FUNCTION, function)
                    .text(Tag.INTEROP_IDENTIFIER, identifier).structure();
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
            return Operation.INTEROP;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
