package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;

/** Recover: moves an archived object back (1.4 section 4.23, 2.1 section 6.1.42). */
public final class Recover {

    private static final ObjectReference OBJECT = new ObjectReference(Operation.RECOVER);

    static final PayloadType TYPE = new PayloadType(Operation.RECOVER, Request::read, Response::read);

    private Recover() {
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
            return Operation.RECOVER;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return OBJECT.writeRequest(uniqueIdentifier, version);
        }
    }

    /** The response: the object. */
    public record Response(String uniqueIdentifier) implements PlaceholderResponse {

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(OBJECT.readResponse(payload, version));
        }

        @Override
        public Operation operation() {
            return Operation.RECOVER;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return OBJECT.writeResponse(uniqueIdentifier, version);
        }
    }
}
