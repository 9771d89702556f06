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
import io.lumenvault.kmip.object.KeyWrappingSpecification;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.KeyCompressionType;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KeyWrapType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Export: returns an object with all its attributes (1.4 section 4.40, 2.1 section 6.1.18). */
public final class Export {

    private static final Layout REQUEST = Layout.of("Export Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.KEY_FORMAT_TYPE), optional(Tag.KEY_WRAP_TYPE), optional(Tag.KEY_COMPRESSION_TYPE),
            optional(Tag.KEY_WRAPPING_SPECIFICATION));
    private static final Layout RESPONSE = responseLayout();

    static final PayloadType TYPE = new PayloadType(Operation.EXPORT, Request::read, Response::read);

    private Export() {
    }

    private static Layout responseLayout() {
        List<Field> fields = new ArrayList<>(List.of(required(Tag.OBJECT_TYPE), required(Tag.UNIQUE_IDENTIFIER),
                repeated(Tag.ATTRIBUTE).until(V1_4), required(Tag.ATTRIBUTES).since(V2_0)));
        fields.addAll(ObjectCodec.FIELDS);
        return Layout.of("Export Response Payload", fields.toArray(Field[]::new));
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param wrapping how the key is to be wrapped, or null
     */
    public record Request(UniqueIdentifier uniqueIdentifier, KeyFormatType keyFormat, KeyWrapType keyWrapType,
            KeyCompressionType keyCompression, KeyWrappingSpecification wrapping) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.enumeration(Tag.KEY_FORMAT_TYPE, KeyFormatType.class),
                    fields.enumeration(Tag.KEY_WRAP_TYPE, KeyWrapType.class),
                    fields.enumeration(Tag.KEY_COMPRESSION_TYPE, KeyCompressionType.class), KeyWrappingSpecification.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.EXPORT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .enumeration(Tag.KEY_FORMAT_TYPE, keyFormat).enumeration(Tag.KEY_WRAP_TYPE, keyWrapType)
                    .enumeration(Tag.KEY_COMPRESSION_TYPE, keyCompression)
                    .put(KeyWrappingSpecification.write(wrapping, version)).structure();
        }
    }

    /**
     * The response; whoever handles it wipes the object.
     *
     * @param object the object, or null where only the attributes are left of it
     */
    public record Response(ObjectType objectType, String uniqueIdentifier, List<Attribute> attributes, ManagedObject object)
            implements PlaceholderResponse {
        public Response {
            Objects.requireNonNull(objectType, "objectType");
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            attributes = List.copyOf(attributes);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class), fields.text(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readList(fields), ObjectCodec.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.EXPORT;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, objectType)
                    .text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier).put(ObjectCodec.write(object, version));
            AttributeCodec.writeList(writer, attributes);
            return writer.structure();
        }
    }
}
