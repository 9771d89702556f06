package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.object.ObjectCodec;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Register: stores an object that the client made (1.4 section 4.3, 2.1 section 6.1.43). */
public final class Register {

    private static final Layout REQUEST = requestLayout();
    private static final Layout RESPONSE = Layout.of("Register Response Payload", required(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.REGISTER, Request::read, Response::read);

    private Register() {
    }

    private static Layout requestLayout() {
        List<Field> fields = new ArrayList<>(List.of(required(Tag.OBJECT_TYPE),
                required(Tag.TEMPLATE_ATTRIBUTE).until(V1_4), required(Tag.ATTRIBUTES).since(V2_0)));
        fields.addAll(ObjectCodec.FIELDS);
        fields.add(optional(Tag.PROTECTION_STORAGE_MASKS).since(V2_0));
        return Layout.of("Register Request Payload", fields.toArray(Field[]::new));
    }

    /**
     * The request.
     *
     * @param protectionStorageMasks the acceptable masks, in order of preference; empty where none is asked for (2.x)
     */
    public record Request(Attributes attributes, ManagedObject object, List<Integer> protectionStorageMasks)
            implements RequestPayload {

        public Request {
            Objects.requireNonNull(attributes, "attributes");
            Objects.requireNonNull(object, "object");
            protectionStorageMasks = List.copyOf(protectionStorageMasks);
        }

        /** A request without wishes about storage. */
        public Request(Attributes attributes, ManagedObject object) {
            this(attributes, object, List.of());
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            ObjectType stated = fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class);
            ManagedObject object = ObjectCodec.read(fields);
            if (object == null) {
                throw new KmipException(ResultReason.INVALID_MESSAGE, "Register Request Payload lacks the object");
            }
            if (object.objectType() != stated) {
                throw new KmipException(ResultReason.INVALID_FIELD, "Object Type is " + stated.text()
                        + ", but the object is a " + object.objectType().text());
            }
            return new Request(PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES), object,
                    PayloadFields.storageMasks(fields, Tag.PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.REGISTER;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, object.objectType())
                    .put(PayloadFields.attributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .put(PayloadFields.object(object, version))
                    .put(PayloadFields.storageMasks(protectionStorageMasks, Tag.PROTECTION_STORAGE_MASKS, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param implicitlySet attributes that the server set and the request did not name; sent in 1.x only
     */
    public record Response(String uniqueIdentifier, Attributes implicitlySet) implements PlaceholderResponse {

        /** A response that names no attributes. */
        public Response(String uniqueIdentifier) {
            this(uniqueIdentifier, Attributes.NONE);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES));
        }

        @Override
        public Operation operation() {
            return Operation.REGISTER;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(PayloadFields.implicitlySet(implicitlySet, Tag.TEMPLATE_ATTRIBUTE, version)).structure();
        }
    }
}
