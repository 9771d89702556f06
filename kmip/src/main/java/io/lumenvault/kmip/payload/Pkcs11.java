package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.Pkcs11Function;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** PKCS#11: carries out a PKCS#11 function at the server (2.1 section 6.1.37). */
public final class Pkcs11 {

    private static final Layout REQUEST = Layout.of("PKCS#11 Request Payload", optional(Tag.PKCS_11_INTERFACE),
            required(Tag.PKCS_11_FUNCTION), optional(Tag.CORRELATION_VALUE), optional(Tag.PKCS_11_INPUT_PARAMETERS));
    private static final Layout RESPONSE = Layout.of("PKCS#11 Response Payload", optional(Tag.PKCS_11_INTERFACE),
            required(Tag.PKCS_11_FUNCTION), optional(Tag.CORRELATION_VALUE), optional(Tag.PKCS_11_OUTPUT_PARAMETERS),
            required(Tag.PKCS_11_RETURN_CODE));

    static final PayloadType TYPE = new PayloadType(Operation.PKCS_11, Request::read, Response::read);

    private Pkcs11() {
    }

    /**
     * The request.
     *
     * @param pkcs11Interface the name of the interface; null for PKCS#11 3.0
     * @param correlation that of the answer to C_Initialize; null in that call
     * @param input the encoded parameters, or null
     */
    public record Request(String pkcs11Interface, Pkcs11Function function, byte[] correlation, byte[] input) implements RequestPayload {
        public Request {
            Objects.requireNonNull(function, "function");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.text(Tag.PKCS_11_INTERFACE), fields.enumeration(Tag.PKCS_11_FUNCTION, Pkcs11Function.class),
                    fields.bytes(Tag.CORRELATION_VALUE), fields.bytes(Tag.PKCS_11_INPUT_PARAMETERS));
        }

        @Override
        public Operation operation() {
            return Operation.PKCS_11;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).text(Tag.PKCS_11_INTERFACE, pkcs11Interface)
                    .enumeration(Tag.PKCS_11_FUNCTION, function).bytes(Tag.CORRELATION_VALUE, correlation)
                    .bytes(Tag.PKCS_11_INPUT_PARAMETERS, input).structure();
        }
    }

    /**
     * The response.
     *
     * @param correlation names the session of later calls, or null
     * @param output the encoded results, or null
     * @param returnCode a CK_RV value, as those of {@link io.lumenvault.kmip.spec.Pkcs11ReturnCode}
     */
    public record Response(String pkcs11Interface, Pkcs11Function function, byte[] correlation, byte[] output, int returnCode)
            implements ResponsePayload {
        public Response {
            Objects.requireNonNull(function, "function");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.PKCS_11_INTERFACE), fields.enumeration(Tag.PKCS_11_FUNCTION, Pkcs11Function.class),
                    fields.bytes(Tag.CORRELATION_VALUE), fields.bytes(Tag.PKCS_11_OUTPUT_PARAMETERS),
                    fields.code(Tag.PKCS_11_RETURN_CODE));
        }

        @Override
        public Operation operation() {
            return Operation.PKCS_11;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.PKCS_11_INTERFACE, pkcs11Interface)
                    .enumeration(Tag.PKCS_11_FUNCTION, function).bytes(Tag.CORRELATION_VALUE, correlation)
                    .bytes(Tag.PKCS_11_OUTPUT_PARAMETERS, output)
                    .put(new Item.Enumeration(Tag.PKCS_11_RETURN_CODE, returnCode)).structure();
        }
    }
}
