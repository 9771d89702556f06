package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** Re-Provision: replaces the client's own credential of the connection (2.1 section 6.1.48). */
public final class ReProvision {

    private static final Layout REQUEST = Layout.of("Re-Provision Request Payload", optional(Tag.CERTIFICATE_REQUEST),
            optional(Tag.CERTIFICATE));
    private static final Layout RESPONSE = Layout.of("Re-Provision Response Payload", optional(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.RE_PROVISION, Request::read, Response::read);

    private ReProvision() {
    }

    /**
     * The request.
     *
     * @param object a Certificate Request or a Certificate, or null to let the server make a key pair
     */
    public record Request(ManagedObject object) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(ObjectCodec.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.RE_PROVISION;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).put(ObjectCodec.write(object, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifier the certificate or the private key
     */
    public record Response(String uniqueIdentifier) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.RE_PROVISION;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
