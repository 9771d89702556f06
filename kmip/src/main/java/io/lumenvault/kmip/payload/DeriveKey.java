package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** Derive Key: makes a key or Secret Data out of others (1.4 section 4.6, 2.1 section 6.1.14). */
public final class DeriveKey {

    private static final Layout REQUEST = Layout.of("Derive Key Request Payload", required(Tag.OBJECT_TYPE),
            repeated(Tag.UNIQUE_IDENTIFIER), required(Tag.DERIVATION_METHOD), required(Tag.DERIVATION_PARAMETERS),
            required(Tag.TEMPLATE_ATTRIBUTE).until(V1_4), required(Tag.ATTRIBUTES).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Derive Key Response Payload", required(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.DERIVE_KEY, Request::read, Response::read);

    private DeriveKey() {
    }

    /**
     * The request.
     *
     * @param from the objects to derive from; at least one, and never the ID Placeholder
     */
    public record Request(ObjectType objectType, List<UniqueIdentifier> from, DerivationMethod method,
            DerivationParameters parameters, Attributes attributes) implements RequestPayload {
        public Request {
            Objects.requireNonNull(objectType, "objectType");
            from = List.copyOf(from);
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(parameters, "parameters");
            Objects.requireNonNull(attributes, "attributes");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class),
                    fields.items(Tag.UNIQUE_IDENTIFIER).stream().map(UniqueIdentifier::from).toList(),
                    fields.enumeration(Tag.DERIVATION_METHOD, DerivationMethod.class),
                    DerivationParameters.read(fields.structure(Tag.DERIVATION_PARAMETERS), version),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES));
        }

        @Override
        public Operation operation() {
            return Operation.DERIVE_KEY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, objectType)
                    .putAll(from.stream().map(id -> id.toItem(Tag.UNIQUE_IDENTIFIER)).toList())
                    .enumeration(Tag.DERIVATION_METHOD, method).put(parameters.toStructure(version))
                    .put(PayloadFields.attributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifier the derived object
     * @param implicitlySet attributes that the server set and the request did not name; sent in 1.x only
     */
    public record Response(String uniqueIdentifier, Attributes implicitlySet) implements PlaceholderResponse {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            Objects.requireNonNull(implicitlySet, "implicitlySet");
        }

        /** A response that names no attributes. */
        public Response(String uniqueIdentifier) {
            this(uniqueIdentifier, Attributes.NONE);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttributes(fields, Tag.TEMPLATE_ATTRIBUTE));
        }

        @Override
        public Operation operation() {
            return Operation.DERIVE_KEY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(PayloadFields.implicitlySet(implicitlySet, Tag.TEMPLATE_ATTRIBUTE, version)).structure();
        }
    }
}
