package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;

/** Archive: moves an object to archival storage (1.4 section 4.22, 2.1 section 6.1.4). */
public final class Archive {

    private static final ObjectReference OBJECT = new ObjectReference(Operation.ARCHIVE);

    static final PayloadType TYPE = new PayloadType(Operation.ARCHIVE, Request::read, Response::read);

    private Archive() {
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
            return Operation.ARCHIVE;
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
            return Operation.ARCHIVE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return OBJECT.writeResponse(uniqueIdentifier, version);
        }
    }
}
