package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.KeyWrapType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Import: stores an object under its identifier with all its attributes (1.4 section 4.41, 2.1 section 6.1.25). */
public final class Import {

    private static final Layout REQUEST = requestLayout();
    private static final Layout RESPONSE = Layout.of("Import Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.IMPORT, Request::read, Response::read);

    private Import() {
    }

    private static Layout requestLayout() {
        List<Field> fields = new ArrayList<>(List.of(required(Tag.UNIQUE_IDENTIFIER), optional(Tag.OBJECT_TYPE).since(V2_0),
                optional(Tag.REPLACE_EXISTING), optional(Tag.KEY_WRAP_TYPE), repeated(Tag.ATTRIBUTE).until(V1_4),
                required(Tag.ATTRIBUTES).since(V2_0)));
        fields.addAll(ObjectCodec.FIELDS);
        return Layout.of("Import Request Payload", fields.toArray(Field[]::new));
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the identifier that the object is to have
     * @param objectType what the object is (2.x), or null
     * @param replaceExisting true to replace an object of this identifier; null and false refuse where there is one
     * @param keyWrapType Not Wrapped to have a wrapped key unwrapped before it is stored, or null
     */
    public record Request(UniqueIdentifier uniqueIdentifier, ObjectType objectType, Boolean replaceExisting,
            KeyWrapType keyWrapType, List<Attribute> attributes, ManagedObject object) implements RequestPayload {
        public Request {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            attributes = List.copyOf(attributes);
            Objects.requireNonNull(object, "object");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class), fields.bool(Tag.REPLACE_EXISTING),
                    fields.enumeration(Tag.KEY_WRAP_TYPE, KeyWrapType.class), AttributeCodec.readList(fields),
                    PayloadFields.object(fields));
        }

        @Override
        public Operation operation() {
            return Operation.IMPORT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .enumeration(Tag.OBJECT_TYPE, objectType).bool(Tag.REPLACE_EXISTING, replaceExisting)
                    .enumeration(Tag.KEY_WRAP_TYPE, keyWrapType).put(PayloadFields.object(object, version));
            PayloadFields.refuseUnwritable(attributes, version);
            AttributeCodec.writeList(writer, attributes);
            return writer.structure();
        }
    }

    /** The response. */
    public record Response(String uniqueIdentifier) implements PlaceholderResponse {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.IMPORT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
