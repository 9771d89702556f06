package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/**
 * Encapsulate: makes a shared secret with the public key of a key encapsulation mechanism. The draft in which it stands
 * (3.0 CSD02) is not at hand: number and name are known, the fields are those that its likes have.
 */
public final class Encapsulate {

    private static final Layout REQUEST = Layout.of("Encapsulate Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.CRYPTOGRAPHIC_PARAMETERS), optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4),
            optional(Tag.ATTRIBUTES).since(V2_0), optional(Tag.PROTECTION_STORAGE_MASKS).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Encapsulate Response Payload", required(Tag.UNIQUE_IDENTIFIER),
            required(Tag.DATA));

    static final PayloadType TYPE = new PayloadType(Operation.ENCAPSULATE, Request::read, Response::read);

    private Encapsulate() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the public key, or null for the ID Placeholder
     * @param parameters how it is done, or null for the key's own Cryptographic Parameters
     * @param protectionStorageMasks the acceptable masks, in order of preference; empty where none is asked for (2.x)
     */
    public record Request(UniqueIdentifier uniqueIdentifier, CryptographicParameters parameters, Attributes attributes,
            List<Integer> protectionStorageMasks) implements RequestPayload {
        public Request {
            Objects.requireNonNull(attributes, "attributes");
            protectionStorageMasks = List.copyOf(protectionStorageMasks);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    CryptographicParameters.from(fields.item(Tag.CRYPTOGRAPHIC_PARAMETERS)),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES),
                    PayloadFields.storageMasks(fields, Tag.PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.ENCAPSULATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(PayloadFields.parameters(parameters))
                    .put(PayloadFields.optionalAttributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .put(PayloadFields.storageMasks(protectionStorageMasks, Tag.PROTECTION_STORAGE_MASKS, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifier the shared secret
     * @param data the encapsulated key, for whoever has the private key
     */
    public record Response(String uniqueIdentifier, byte[] data) implements PlaceholderResponse {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            Objects.requireNonNull(data, "data");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), fields.bytes(Tag.DATA));
        }

        @Override
        public Operation operation() {
            return Operation.ENCAPSULATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .bytes(Tag.DATA, data).structure();
        }
    }
}
