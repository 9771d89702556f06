package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** Re-key Key Pair: makes a replacement for a key pair (1.4 section 4.5, 2.1 section 6.1.47). */
public final class ReKeyKeyPair {

    private static final Layout REQUEST = Layout.of("Re-key Key Pair Request Payload", optional(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER),
            optional(Tag.OFFSET), optional(Tag.COMMON_TEMPLATE_ATTRIBUTE).until(V1_4), optional(Tag.COMMON_ATTRIBUTES).since(V2_0),
            optional(Tag.PRIVATE_KEY_TEMPLATE_ATTRIBUTE).until(V1_4), optional(Tag.PRIVATE_KEY_ATTRIBUTES).since(V2_0),
            optional(Tag.PUBLIC_KEY_TEMPLATE_ATTRIBUTE).until(V1_4), optional(Tag.PUBLIC_KEY_ATTRIBUTES).since(V2_0),
            optional(Tag.COMMON_PROTECTION_STORAGE_MASKS).since(V2_0), optional(Tag.PRIVATE_PROTECTION_STORAGE_MASKS).since(V2_0),
            optional(Tag.PUBLIC_PROTECTION_STORAGE_MASKS).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Re-key Key Pair Response Payload",
            required(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER), required(Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER),
            optional(Tag.PRIVATE_KEY_TEMPLATE_ATTRIBUTE).until(V1_4), optional(Tag.PUBLIC_KEY_TEMPLATE_ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.RE_KEY_KEY_PAIR, Request::read, Response::read);

    private ReKeyKeyPair() {
    }

    /**
     * The request.
     *
     * @param privateKeyUniqueIdentifier the private key of the pair, or null for the ID Placeholder
     * @param offset seconds from the Initial Date of the new keys to its Activation Date, or null
     * @param common attributes of both keys
     * @param privateKey attributes of the private key
     * @param publicKey attributes of the public key
     * @param commonStorage the acceptable storage masks of both keys (2.x)
     * @param privateKeyStorage those of the private key
     * @param publicKeyStorage those of the public key
     */
    public record Request(UniqueIdentifier privateKeyUniqueIdentifier, Long offset, Attributes common, Attributes privateKey,
            Attributes publicKey, List<Integer> commonStorage, List<Integer> privateKeyStorage, List<Integer> publicKeyStorage)
            implements RequestPayload {
        public Request {
            Objects.requireNonNull(common, "common");
            Objects.requireNonNull(privateKey, "privateKey");
            Objects.requireNonNull(publicKey, "publicKey");
            commonStorage = List.copyOf(commonStorage);
            privateKeyStorage = List.copyOf(privateKeyStorage);
            publicKeyStorage = List.copyOf(publicKeyStorage);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER)), fields.interval(Tag.OFFSET),
                    PayloadFields.attributes(fields, Tag.COMMON_TEMPLATE_ATTRIBUTE, Tag.COMMON_ATTRIBUTES),
                    PayloadFields.attributes(fields, Tag.PRIVATE_KEY_TEMPLATE_ATTRIBUTE, Tag.PRIVATE_KEY_ATTRIBUTES),
                    PayloadFields.attributes(fields, Tag.PUBLIC_KEY_TEMPLATE_ATTRIBUTE, Tag.PUBLIC_KEY_ATTRIBUTES),
                    PayloadFields.storageMasks(fields, Tag.COMMON_PROTECTION_STORAGE_MASKS),
                    PayloadFields.storageMasks(fields, Tag.PRIVATE_PROTECTION_STORAGE_MASKS),
                    PayloadFields.storageMasks(fields, Tag.PUBLIC_PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.RE_KEY_KEY_PAIR;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(privateKeyUniqueIdentifier, Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER))
                    .interval(Tag.OFFSET, offset)
                    .put(PayloadFields.optionalAttributes(common, Tag.COMMON_TEMPLATE_ATTRIBUTE, Tag.COMMON_ATTRIBUTES, version))
                    .put(PayloadFields.optionalAttributes(privateKey, Tag.PRIVATE_KEY_TEMPLATE_ATTRIBUTE,
                            Tag.PRIVATE_KEY_ATTRIBUTES, version))
                    .put(PayloadFields.optionalAttributes(publicKey, Tag.PUBLIC_KEY_TEMPLATE_ATTRIBUTE, Tag.PUBLIC_KEY_ATTRIBUTES,
                            version))
                    .put(PayloadFields.storageMasks(commonStorage, Tag.COMMON_PROTECTION_STORAGE_MASKS, version))
                    .put(PayloadFields.storageMasks(privateKeyStorage, Tag.PRIVATE_PROTECTION_STORAGE_MASKS, version))
                    .put(PayloadFields.storageMasks(publicKeyStorage, Tag.PUBLIC_PROTECTION_STORAGE_MASKS, version))
                    .structure();
        }
    }

    /**
     * The response.
     *
     * @param privateKeyImplicitlySet attributes of the private key that the server set by itself; sent in 1.x only
     * @param publicKeyImplicitlySet the same of the public key
     */
    public record Response(String privateKeyUniqueIdentifier, String publicKeyUniqueIdentifier, Attributes privateKeyImplicitlySet,
            Attributes publicKeyImplicitlySet) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(privateKeyUniqueIdentifier, "privateKeyUniqueIdentifier");
            Objects.requireNonNull(publicKeyUniqueIdentifier, "publicKeyUniqueIdentifier");
            Objects.requireNonNull(privateKeyImplicitlySet, "privateKeyImplicitlySet");
            Objects.requireNonNull(publicKeyImplicitlySet, "publicKeyImplicitlySet");
        }

        /** A response that names no attributes. */
        public Response(String privateKeyUniqueIdentifier, String publicKeyUniqueIdentifier) {
            this(privateKeyUniqueIdentifier, publicKeyUniqueIdentifier, Attributes.NONE, Attributes.NONE);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER), fields.text(Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttributes(fields, Tag.PRIVATE_KEY_TEMPLATE_ATTRIBUTE),
                    AttributeCodec.readAttributes(fields, Tag.PUBLIC_KEY_TEMPLATE_ATTRIBUTE));
        }

        @Override
        public Operation operation() {
            return Operation.RE_KEY_KEY_PAIR;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .text(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER, privateKeyUniqueIdentifier)
                    .text(Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER, publicKeyUniqueIdentifier)
                    .put(PayloadFields.implicitlySet(privateKeyImplicitlySet, Tag.PRIVATE_KEY_TEMPLATE_ATTRIBUTE, version))
                    .put(PayloadFields.implicitlySet(publicKeyImplicitlySet, Tag.PUBLIC_KEY_TEMPLATE_ATTRIBUTE, version))
                    .structure();
        }

        @Override
        public boolean changesPlaceholder() {
            return true;
        }

        @Override
        public String placeholder() {
            return privateKeyUniqueIdentifier;
        }
    }
}
