package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Delete Attribute: takes an attribute off an object (1.4 section 4.16, 2.1 section 6.1.13). */
public final class DeleteAttribute {

    private static final Layout REQUEST = Layout.of("Delete Attribute Request Payload",
            optional(Tag.UNIQUE_IDENTIFIER), required(Tag.ATTRIBUTE_NAME).until(V1_4),
            optional(Tag.ATTRIBUTE_INDEX).until(V1_4), optional(Tag.CURRENT_ATTRIBUTE).since(V2_0),
            optional(Tag.ATTRIBUTE_REFERENCE).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Delete Attribute Response Payload",
            required(Tag.UNIQUE_IDENTIFIER), required(Tag.ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.DELETE_ATTRIBUTE, Request::read, Response::read);

    private DeleteAttribute() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param instance what is to go: by index in 1.x (0 where none is given); by value, or all of a name, in 2.x
     */
    public record Request(UniqueIdentifier uniqueIdentifier, AttributeSelector instance) implements RequestPayload {

        public Request {
            Objects.requireNonNull(instance, "instance");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)), instance(fields));
        }

        private static AttributeSelector instance(Fields fields) {
            ProtocolVersion version = fields.version();
            if (version.major() == 1) {
                Integer index = fields.integer(Tag.ATTRIBUTE_INDEX);
                AttributeName name = AttributeCodec.readName(fields.item(Tag.ATTRIBUTE_NAME), version);
                return new AttributeSelector.AtIndex(name, index == null ? 0 : index);
            }
            Attribute current = AttributeCodec.readSingle(fields.structure(Tag.CURRENT_ATTRIBUTE), version);
            if (current != null) {
                return new AttributeSelector.WithValue(current);
            }
            if (!fields.has(Tag.ATTRIBUTE_REFERENCE)) {
                throw new KmipException(ResultReason.INVALID_MESSAGE,
                        "Delete Attribute Request Payload lacks both Current Attribute and Attribute Reference");
            }
            return new AttributeSelector.Named(AttributeCodec.readName(fields.item(Tag.ATTRIBUTE_REFERENCE), version));
        }

        @Override
        public Operation operation() {
            return Operation.DELETE_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER));
            switch (instance) {
                case AttributeSelector.AtIndex at when version.major() == 1 -> writer
                        .put(PayloadFields.attributeName(at.name(), version))
                        .integer(Tag.ATTRIBUTE_INDEX, at.index() == 0 ? null : (Integer) at.index());
                case AttributeSelector.WithValue value when version.major() >= 2 -> writer
                        .put(PayloadFields.currentAttribute(value.attribute(), version));
                case AttributeSelector.Named named -> writer.put(PayloadFields.attributeName(named.name(), version));
                default -> throw new IllegalArgumentException("version " + version + " cannot say " + instance
                        + "; 1.x selects by index or name, 2.x by value or name");
            }
            return writer.structure();
        }
    }

    /**
     * The response.
     *
     * @param attribute the attribute deleted, with its index; sent in 1.x only
     */
    public record Response(String uniqueIdentifier, Attribute attribute) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttribute(fields));
        }

        @Override
        public Operation operation() {
            return Operation.DELETE_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(AttributeCodec.writeAttribute(attribute, version)).structure();
        }
    }
}
