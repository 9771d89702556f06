package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** Ping: asks for a sign of life, without authentication (2.1 section 6.1.36). */
public final class Ping {

    private static final Layout REQUEST = Layout.of("Ping Request Payload");
    private static final Layout RESPONSE = Layout.of("Ping Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.PING, Request::read, Response::read);

    private Ping() {
    }

    /** The request. */
    public record Request() implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            REQUEST.readRequest(payload, version);
            return new Request();
        }

        @Override
        public Operation operation() {
            return Operation.PING;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).structure();
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
            return Operation.PING;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
