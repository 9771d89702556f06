package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Modify Attribute: changes an attribute of an object (1.4 section 4.15, 2.1 section 6.1.34). */
public final class ModifyAttribute {

    private static final Layout REQUEST = Layout.of("Modify Attribute Request Payload",
            optional(Tag.UNIQUE_IDENTIFIER), required(Tag.ATTRIBUTE).until(V1_4),
            optional(Tag.CURRENT_ATTRIBUTE).since(V2_0), required(Tag.NEW_ATTRIBUTE).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Modify Attribute Response Payload",
            required(Tag.UNIQUE_IDENTIFIER), required(Tag.ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.MODIFY_ATTRIBUTE, Request::read, Response::read);

    private ModifyAttribute() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param instance which instance is to change: by index in 1.x, by value or not stated in 2.x
     * @param attribute the new value
     */
    public record Request(UniqueIdentifier uniqueIdentifier, AttributeSelector instance, Attribute attribute)
            implements RequestPayload {

        public Request {
            Objects.requireNonNull(instance, "instance");
            Objects.requireNonNull(attribute, "attribute");
        }

        /** A change of the attribute's only instance, or of the one at its index. */
        public Request(UniqueIdentifier uniqueIdentifier, Attribute attribute) {
            this(uniqueIdentifier, attribute.index() == Attribute.NO_INDEX
                    ? new AttributeSelector.Named(attribute.name())
                    : new AttributeSelector.AtIndex(attribute.name(), attribute.index()), attribute);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            Attribute attribute = PayloadFields.newAttribute(fields);
            Attribute current = AttributeCodec.readSingle(fields.structure(Tag.CURRENT_ATTRIBUTE), version);
            AttributeSelector instance = version.major() == 1
                    ? new AttributeSelector.AtIndex(attribute.name(), attribute.indexOrZero())
                    : current == null ? new AttributeSelector.Named(attribute.name())
                            : new AttributeSelector.WithValue(current);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)), instance, attribute);
        }

        @Override
        public Operation operation() {
            return Operation.MODIFY_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER));
            switch (instance) {
                case AttributeSelector.AtIndex at when version.major() == 1 && at.index() >= 0 -> writer.put(PayloadFields.newAttribute(
                        at.index() == attribute.indexOrZero() ? attribute : attribute.withIndex(at.index()), version));
                case AttributeSelector.WithValue value when version.major() >= 2 -> writer
                        .put(PayloadFields.currentAttribute(value.attribute(), version))
                        .put(PayloadFields.newAttribute(attribute, version));
                case AttributeSelector.Named named -> writer.put(PayloadFields.newAttribute(attribute, version));
                default -> throw new IllegalArgumentException("version " + version + " cannot say " + instance
                        + "; 1.x selects by index or name, 2.x by value or name");
            }
            return writer.structure();
        }
    }

    /**
     * The response.
     *
     * @param attribute the attribute changed, with its index; sent in 1.x only
     */
    public record Response(String uniqueIdentifier, Attribute attribute) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttribute(fields));
        }

        @Override
        public Operation operation() {
            return Operation.MODIFY_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(AttributeCodec.writeAttribute(attribute, version)).structure();
        }
    }
}
