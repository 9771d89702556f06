package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** RNG Retrieve: takes random bytes (1.4 section 4.35, 2.1 section 6.1.49). */
public final class RngRetrieve {

    private static final Layout REQUEST = Layout.of("RNG Retrieve Request Payload", required(Tag.DATA_LENGTH));
    private static final Layout RESPONSE = Layout.of("RNG Retrieve Response Payload", required(Tag.DATA));

    static final PayloadType TYPE = new PayloadType(Operation.RNG_RETRIEVE, Request::read, Response::read);

    private RngRetrieve() {
    }

    /**
     * The request.
     *
     * @param length how many bytes
     */
    public record Request(int length) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            return new Request(REQUEST.readRequest(payload, version).integer(Tag.DATA_LENGTH));
        }

        @Override
        public Operation operation() {
            return Operation.RNG_RETRIEVE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).integer(Tag.DATA_LENGTH, length).structure();
        }
    }

    /**
     * The response; whoever handles it wipes the data.
     *
     * @param data the random bytes
     */
    public record Response(byte[] data) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(data, "data");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).bytes(Tag.DATA));
        }

        @Override
        public Operation operation() {
            return Operation.RNG_RETRIEVE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).bytes(Tag.DATA, data).structure();
        }
    }
}
