package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Log: writes a line into the server's log (2.1 section 6.1.29). */
public final class Log {

    private static final Layout REQUEST = Layout.of("Log Request Payload", required(Tag.LOG_MESSAGE));
    private static final Layout RESPONSE = Layout.of("Log Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.LOG, Request::read, Response::read);

    private Log() {
    }

    /** The request. */
    public record Request(String message) implements RequestPayload {
        public Request {
            Objects.requireNonNull(message, "message");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            return new Request(REQUEST.readRequest(payload, version).text(Tag.LOG_MESSAGE));
        }

        @Override
        public Operation operation() {
            return Operation.LOG;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).text(Tag.LOG_MESSAGE, message).structure();
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
            return Operation.LOG;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
