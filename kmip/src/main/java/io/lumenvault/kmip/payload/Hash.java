package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Hash: hashes data (1.4 section 4.37, 2.1 section 6.1.24). */
public final class Hash {

    private static final Layout REQUEST = Layout.of("Hash Request Payload", required(Tag.CRYPTOGRAPHIC_PARAMETERS),
            optional(Tag.DATA), optional(Tag.CORRELATION_VALUE).since(V1_3), optional(Tag.INIT_INDICATOR).since(V1_3),
            optional(Tag.FINAL_INDICATOR).since(V1_3));
    private static final Layout RESPONSE = Layout.of("Hash Response Payload", optional(Tag.DATA),
            optional(Tag.CORRELATION_VALUE).since(V1_3));

    static final PayloadType TYPE = new PayloadType(Operation.HASH, Request::read, Response::read);

    private Hash() {
    }

    /**
     * The request.
     *
     * @param data the data
     * @param stream the place in an operation of several requests, or null for one request alone
     */
    public record Request(CryptographicParameters parameters, byte[] data, StreamPosition stream) implements RequestPayload {
        public Request {
            Objects.requireNonNull(parameters, "parameters");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(CryptographicParameters.from(fields.item(Tag.CRYPTOGRAPHIC_PARAMETERS)), fields.bytes(Tag.DATA),
                    StreamPosition.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.HASH;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.writeWhole(Tag.REQUEST_PAYLOAD, version).put(PayloadFields.parameters(parameters))
                    .bytes(Tag.DATA, data);
            return StreamPosition.write(writer, stream).structure();
        }
    }

    /**
     * The response.
     *
     * @param data the digest; null in a stream that goes on
     * @param correlation names the stream that goes on, or null
     */
    public record Response(byte[] data, byte[] correlation) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.bytes(Tag.DATA), fields.bytes(Tag.CORRELATION_VALUE));
        }

        @Override
        public Operation operation() {
            return Operation.HASH;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).bytes(Tag.DATA, data)
                    .bytes(Tag.CORRELATION_VALUE, correlation).structure();
        }
    }
}
