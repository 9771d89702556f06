package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** Discover Versions: agrees on a protocol version (1.4 section 4.26, 2.1 section 6.1.16; since 1.1). */
public final class DiscoverVersions {

    private static final Layout REQUEST =
            Layout.of("Discover Versions Request Payload", repeated(Tag.PROTOCOL_VERSION));
    private static final Layout RESPONSE =
            Layout.of("Discover Versions Response Payload", repeated(Tag.PROTOCOL_VERSION));

    static final PayloadType TYPE = new PayloadType(Operation.DISCOVER_VERSIONS, Request::read, Response::read);

    private DiscoverVersions() {
    }

    /** The request: versions that the client supports, best first; empty to ask for all of the server's. */
    public record Request(List<ProtocolVersion> versions) implements RequestPayload {

        public Request {
            versions = List.copyOf(versions);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            return new Request(VersionCodec.readAll(REQUEST.readRequest(payload, version)));
        }

        @Override
        public Operation operation() {
            return Operation.DISCOVER_VERSIONS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .putAll(versions.stream().map(VersionCodec::write).toList()).structure();
        }
    }

    /** The response: those of the client's versions, or of all, that the server supports, best first. */
    public record Response(List<ProtocolVersion> versions) implements ResponsePayload {

        public Response {
            versions = List.copyOf(versions);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(VersionCodec.readAll(RESPONSE.readResponse(payload, version)));
        }

        @Override
        public Operation operation() {
            return Operation.DISCOVER_VERSIONS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .putAll(versions.stream().map(VersionCodec::write).toList()).structure();
        }
    }
}
