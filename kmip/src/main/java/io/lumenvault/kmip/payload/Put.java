package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Put: the server sends a client an object (1.4 section 5.2, 2.1 section 6.2.3). */
public final class Put {

    private static final Layout REQUEST = requestLayout();
    private static final Layout RESPONSE = Layout.of("Put Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.PUT, Request::read, Response::read);

    private Put() {
    }

    private static Layout requestLayout() {
        List<Field> fields = new ArrayList<>(List.of(required(Tag.UNIQUE_IDENTIFIER), required(Tag.PUT_FUNCTION),
                optional(Tag.REPLACED_UNIQUE_IDENTIFIER)));
        fields.addAll(ObjectCodec.FIELDS);
        fields.add(repeated(Tag.ATTRIBUTE).until(V1_4));
        fields.add(optional(Tag.ATTRIBUTES).since(V2_0));
        return Layout.of("Put Request Payload", fields.toArray(Field[]::new));
    }

    /**
     * The request.
     *
     * @param replaced the object that is replaced, or null
     */
    public record Request(String uniqueIdentifier, PutFunction function, String replaced, ManagedObject object,
            List<Attribute> attributes) implements RequestPayload {
        public Request {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            Objects.requireNonNull(function, "function");
            Objects.requireNonNull(object, "object");
            attributes = List.copyOf(attributes);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.text(Tag.UNIQUE_IDENTIFIER), fields.enumeration(Tag.PUT_FUNCTION, PutFunction.class),
                    fields.text(Tag.REPLACED_UNIQUE_IDENTIFIER), PayloadFields.object(fields), AttributeCodec.readList(fields));
        }

        @Override
        public Operation operation() {
            return Operation.PUT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier).enumeration(Tag.PUT_FUNCTION, function)
                    .text(Tag.REPLACED_UNIQUE_IDENTIFIER, replaced).put(ObjectCodec.write(object, version));
            PayloadFields.refuseUnwritable(attributes, version);
            AttributeCodec.writeList(writer, attributes);
            return writer.structure();
        }
    }

    /** The response. */
    public record Response() implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            RESPONSE.readResponse(payload, version);
            return new Response();
        }

        @Override
        public Operation operation() {
            return Operation.PUT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
