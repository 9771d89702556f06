package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** Set Defaults: sets the attributes that new objects get where a request does not name them (2.1 section 6.1.53). */
public final class SetDefaults {

    private static final Layout REQUEST = Layout.of("Set Defaults Request Payload", optional(Tag.DEFAULTS_INFORMATION));
    private static final Layout RESPONSE = Layout.of("Set Defaults Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.SET_DEFAULTS, Request::read, Response::read);

    private SetDefaults() {
    }

    /**
     * The request.
     *
     * @param defaults the new defaults; null for none
     */
    public record Request(DefaultsInformation defaults) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(DefaultsInformation.read(fields.structure(Tag.DEFAULTS_INFORMATION), version));
        }

        @Override
        public Operation operation() {
            return Operation.SET_DEFAULTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(defaults == null ? null : defaults.toStructure(version)).structure();
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
            return Operation.SET_DEFAULTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
