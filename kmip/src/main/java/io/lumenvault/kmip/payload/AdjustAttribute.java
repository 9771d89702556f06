package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.AdjustmentType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Adjust Attribute: adds to, subtracts from or negates an attribute (2.1 section 6.1.3). */
public final class AdjustAttribute {

    private static final Layout REQUEST = Layout.of("Adjust Attribute Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            required(Tag.ATTRIBUTE_REFERENCE).since(V2_0), required(Tag.ADJUSTMENT_TYPE), optional(Tag.ADJUSTMENT_VALUE));
    private static final Layout RESPONSE = Layout.of("Adjust Attribute Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.ADJUST_ATTRIBUTE, Request::read, Response::read);

    private AdjustAttribute() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param value by how much, of the type of the attribute; null for 1
     */
    public record Request(UniqueIdentifier uniqueIdentifier, AttributeName attribute, AdjustmentType adjustment, Item value)
            implements RequestPayload {
        public Request {
            Objects.requireNonNull(attribute, "attribute");
            Objects.requireNonNull(adjustment, "adjustment");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    AttributeCodec.readName(fields.item(Tag.ATTRIBUTE_REFERENCE), version),
                    fields.enumeration(Tag.ADJUSTMENT_TYPE, AdjustmentType.class), fields.item(Tag.ADJUSTMENT_VALUE));
        }

        @Override
        public Operation operation() {
            return Operation.ADJUST_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(PayloadFields.attributeName(attribute, version)).enumeration(Tag.ADJUSTMENT_TYPE, adjustment)
                    .put(value).structure();
        }
    }

    /** The response. */
    public record Response(String uniqueIdentifier) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.ADJUST_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
