package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** MAC: authenticates data with a key that stays at the server (1.4 section 4.33, 2.1 section 6.1.32). */
public final class Mac {

    private static final Layout REQUEST = Layout.of("MAC Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.CRYPTOGRAPHIC_PARAMETERS), optional(Tag.DATA), optional(Tag.CORRELATION_VALUE).since(V1_3),
            optional(Tag.INIT_INDICATOR).since(V1_3), optional(Tag.FINAL_INDICATOR).since(V1_3));
    private static final Layout RESPONSE = Layout.of("MAC Response Payload", required(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.MAC_DATA), optional(Tag.CORRELATION_VALUE).since(V1_3));

    static final PayloadType TYPE = new PayloadType(Operation.MAC, Request::read, Response::read);

    private Mac() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the key, or null for the ID Placeholder
     * @param parameters how it is done, or null for the key's own Cryptographic Parameters
     * @param data the data
     * @param stream the place in an operation of several requests, or null for one request alone
     */
    public record Request(UniqueIdentifier uniqueIdentifier, CryptographicParameters parameters, byte[] data, StreamPosition stream)
            implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    CryptographicParameters.from(fields.item(Tag.CRYPTOGRAPHIC_PARAMETERS)), fields.bytes(Tag.DATA),
                    StreamPosition.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.MAC;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.writeWhole(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(PayloadFields.parameters(parameters)).bytes(Tag.DATA, data);
            return StreamPosition.write(writer, stream).structure();
        }
    }

    /**
     * The response.
     *
     * @param mac the MAC; null in a stream that goes on
     * @param correlation names the stream that goes on, or null
     */
    public record Response(String uniqueIdentifier, byte[] mac, byte[] correlation) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), fields.bytes(Tag.MAC_DATA), fields.bytes(Tag.CORRELATION_VALUE));
        }

        @Override
        public Operation operation() {
            return Operation.MAC;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .bytes(Tag.MAC_DATA, mac).bytes(Tag.CORRELATION_VALUE, correlation).structure();
        }
    }
}
