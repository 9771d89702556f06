package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;

/** Destroy: destroys the key material of an object (1.4 section 4.21, 2.1 section 6.1.15). */
public final class Destroy {

    private static final ObjectReference OBJECT = new ObjectReference(Operation.DESTROY);

    static final PayloadType TYPE = new PayloadType(Operation.DESTROY, Request::read, Response::read);

    private Destroy() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     */
    public record Request(UniqueIdentifier uniqueIdentifier) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            return new Request(OBJECT.readRequest(payload, version));
        }

        @Override
        public Operation operation() {
            return Operation.DESTROY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return OBJECT.writeRequest(uniqueIdentifier, version);
        }
    }

    /** The response: the object. */
    public record Response(String uniqueIdentifier) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(OBJECT.readResponse(payload, version));
        }

        @Override
        public Operation operation() {
            return Operation.DESTROY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return OBJECT.writeResponse(uniqueIdentifier, version);
        }
    }
}
