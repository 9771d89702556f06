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
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** Create Split Key: splits a key that is there, or a new one (1.4 section 4.38, 2.1 section 6.1.10). */
public final class CreateSplitKey {

    private static final Layout REQUEST = Layout.of("Create Split Key Request Payload", required(Tag.OBJECT_TYPE),
            optional(Tag.UNIQUE_IDENTIFIER), required(Tag.SPLIT_KEY_PARTS), required(Tag.SPLIT_KEY_THRESHOLD),
            required(Tag.SPLIT_KEY_METHOD), optional(Tag.PRIME_FIELD_SIZE), required(Tag.TEMPLATE_ATTRIBUTE).until(V1_4),
            required(Tag.ATTRIBUTES).since(V2_0), optional(Tag.PROTECTION_STORAGE_MASKS).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Create Split Key Response Payload", repeated(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.CREATE_SPLIT_KEY, Request::read, Response::read);

    private CreateSplitKey() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the key to split, or null for a new one
     * @param parts how many parts to make
     * @param threshold how many of them make the key again
     * @param primeFieldSize the prime of polynomial sharing in a prime field, or null
     * @param protectionStorageMasks the acceptable masks, in order of preference; empty where none is asked for (2.x)
     */
    public record Request(ObjectType objectType, UniqueIdentifier uniqueIdentifier, int parts, int threshold,
            SplitKeyMethod method, Item.BigInt primeFieldSize, Attributes attributes, List<Integer> protectionStorageMasks)
            implements RequestPayload {
        public Request {
            Objects.requireNonNull(objectType, "objectType");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(attributes, "attributes");
            protectionStorageMasks = List.copyOf(protectionStorageMasks);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class),
                    UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)), fields.integer(Tag.SPLIT_KEY_PARTS),
                    fields.integer(Tag.SPLIT_KEY_THRESHOLD), fields.enumeration(Tag.SPLIT_KEY_METHOD, SplitKeyMethod.class),
                    fields.bigInteger(Tag.PRIME_FIELD_SIZE),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES),
                    PayloadFields.storageMasks(fields, Tag.PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE_SPLIT_KEY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, objectType)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .integer(Tag.SPLIT_KEY_PARTS, parts).integer(Tag.SPLIT_KEY_THRESHOLD, threshold)
                    .enumeration(Tag.SPLIT_KEY_METHOD, method).put(primeFieldSize)
                    .put(PayloadFields.attributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .put(PayloadFields.storageMasks(protectionStorageMasks, Tag.PROTECTION_STORAGE_MASKS, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifiers the parts, that with Key Part Identifier 1 first
     * @param implicitlySet attributes that the server set and the request did not name; sent in 1.x only
     */
    public record Response(List<String> uniqueIdentifiers, Attributes implicitlySet) implements ResponsePayload {
        public Response {
            uniqueIdentifiers = List.copyOf(uniqueIdentifiers);
            Objects.requireNonNull(implicitlySet, "implicitlySet");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.texts(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttributes(fields, Tag.TEMPLATE_ATTRIBUTE));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE_SPLIT_KEY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).texts(Tag.UNIQUE_IDENTIFIER, uniqueIdentifiers)
                    .put(PayloadFields.implicitlySet(implicitlySet, Tag.TEMPLATE_ATTRIBUTE, version)).structure();
        }

        @Override
        public boolean changesPlaceholder() {
            return true;
        }

        @Override
        public String placeholder() {
            return uniqueIdentifiers.isEmpty() ? null : uniqueIdentifiers.getFirst();
        }
    }
}
