package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Field;
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

/** Get: returns an object (1.4 section 4.11, 2.1 section 6.1.19). */
public final class Get {

    private static final Layout REQUEST = Layout.of("Get Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.KEY_FORMAT_TYPE), optional(Tag.KEY_WRAP_TYPE).since(V1_4), optional(Tag.KEY_COMPRESSION_TYPE),
            optional(Tag.KEY_WRAPPING_SPECIFICATION));
    private static final Layout RESPONSE = responseLayout();

    static final PayloadType TYPE = new PayloadType(Operation.GET, Request::read, Response::read);

    private Get() {
    }

    private static Layout responseLayout() {
        List<Field> fields = new ArrayList<>(List.of(required(Tag.OBJECT_TYPE), required(Tag.UNIQUE_IDENTIFIER)));
        fields.addAll(ObjectCodec.FIELDS);
        return Layout.of("Get Response Payload", fields.toArray(Field[]::new));
    }

    /**
     * The request; null components are wishes that were not stated.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     */
    public record Request(UniqueIdentifier uniqueIdentifier, KeyFormatType keyFormat, KeyWrapType keyWrapType,
            KeyCompressionType keyCompression, KeyWrappingSpecification wrapping) implements RequestPayload {

        /** A request for the object as it is stored. */
        public Request(UniqueIdentifier uniqueIdentifier) {
            this(uniqueIdentifier, null, null, null, null);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.enumeration(Tag.KEY_FORMAT_TYPE, KeyFormatType.class),
                    fields.enumeration(Tag.KEY_WRAP_TYPE, KeyWrapType.class),
                    fields.enumeration(Tag.KEY_COMPRESSION_TYPE, KeyCompressionType.class),
                    KeyWrappingSpecification.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.GET;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.writeWhole(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .enumeration(Tag.KEY_FORMAT_TYPE, keyFormat).enumeration(Tag.KEY_WRAP_TYPE, keyWrapType)
                    .enumeration(Tag.KEY_COMPRESSION_TYPE, keyCompression)
                    .put(KeyWrappingSpecification.write(wrapping, version)).structure();
        }
    }

    /** The response: the object; whoever handles it wipes it. */
    public record Response(ObjectType objectType, String uniqueIdentifier, ManagedObject object)
            implements ResponsePayload {

        public Response {
            Objects.requireNonNull(objectType, "objectType");
        }

        /** A response whose Object Type is that of the object. */
        public Response(String uniqueIdentifier, ManagedObject object) {
            this(object.objectType(), uniqueIdentifier, object);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class),
                    fields.text(Tag.UNIQUE_IDENTIFIER), ObjectCodec.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.GET;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, objectType)
                    .text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier).put(ObjectCodec.write(object, version)).structure();
        }
    }
}
