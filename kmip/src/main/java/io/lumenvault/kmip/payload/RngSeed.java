package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** RNG Seed: gives the random number generator a seed (1.4 section 4.36, 2.1 section 6.1.50). */
public final class RngSeed {

    private static final Layout REQUEST = Layout.of("RNG Seed Request Payload", required(Tag.DATA));
    private static final Layout RESPONSE = Layout.of("RNG Seed Response Payload", required(Tag.DATA_LENGTH));

    static final PayloadType TYPE = new PayloadType(Operation.RNG_SEED, Request::read, Response::read);

    private RngSeed() {
    }

    /**
     * The request.
     *
     * @param data the seed
     */
    public record Request(byte[] data) implements RequestPayload {
        public Request {
            Objects.requireNonNull(data, "data");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            return new Request(REQUEST.readRequest(payload, version).bytes(Tag.DATA));
        }

        @Override
        public Operation operation() {
            return Operation.RNG_SEED;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).bytes(Tag.DATA, data).structure();
        }
    }

    /**
     * The response.
     *
     * @param length how many bytes of the seed were used; 0 for none
     */
    public record Response(int length) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).integer(Tag.DATA_LENGTH));
        }

        @Override
        public Operation operation() {
            return Operation.RNG_SEED;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).integer(Tag.DATA_LENGTH, length).structure();
        }
    }
}
