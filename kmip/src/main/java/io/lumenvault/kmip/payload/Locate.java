package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** Locate: finds objects by their attributes (1.4 section 4.9, 2.1 section 6.1.28). */
public final class Locate {

    private static final Layout REQUEST = Layout.of("Locate Request Payload", optional(Tag.MAXIMUM_ITEMS),
            optional(Tag.OFFSET_ITEMS).since(V1_3), optional(Tag.STORAGE_STATUS_MASK),
            optional(Tag.OBJECT_GROUP_MEMBER).since(V1_1), repeated(Tag.ATTRIBUTE).until(V1_4),
            optional(Tag.ATTRIBUTES).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Locate Response Payload",
            optional(Tag.LOCATED_ITEMS).since(V1_3), repeated(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.LOCATE, Request::read, Response::read);

    private Locate() {
    }

    /**
     * The request; null components were not given. Attribute values may be structures with fewer fields than the
     * attribute has, and a date may be given twice as a range.
     *
     * @param storageStatusMask bits of {@link io.lumenvault.kmip.spec.StorageStatusMask}
     */
    public record Request(Integer maximumItems, Integer offsetItems, Integer storageStatusMask,
            ObjectGroupMember objectGroupMember, List<Attribute> attributes) implements RequestPayload {

        public Request {
            attributes = List.copyOf(attributes);
        }

        /** A request for all objects that have these attributes. */
        public Request(Attribute... attributes) {
            this(null, null, null, null, List.of(attributes));
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.integer(Tag.MAXIMUM_ITEMS), fields.integer(Tag.OFFSET_ITEMS),
                    fields.integer(Tag.STORAGE_STATUS_MASK),
                    fields.enumeration(Tag.OBJECT_GROUP_MEMBER, ObjectGroupMember.class),
                    AttributeCodec.readList(fields));
        }

        @Override
        public Operation operation() {
            return Operation.LOCATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.writeWhole(Tag.REQUEST_PAYLOAD, version).integer(Tag.MAXIMUM_ITEMS, maximumItems)
                    .integer(Tag.OFFSET_ITEMS, offsetItems).integer(Tag.STORAGE_STATUS_MASK, storageStatusMask)
                    .enumeration(Tag.OBJECT_GROUP_MEMBER, objectGroupMember);
            PayloadFields.refuseUnwritable(attributes, version);
            AttributeCodec.writeList(writer, attributes);
            return writer.structure();
        }
    }

    /**
     * The response.
     *
     * @param locatedItems how many objects match in all, or null where the server does not say
     * @param uniqueIdentifiers those returned
     */
    public record Response(Integer locatedItems, List<String> uniqueIdentifiers) implements ResponsePayload {

        public Response {
            uniqueIdentifiers = List.copyOf(uniqueIdentifiers);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.integer(Tag.LOCATED_ITEMS), fields.texts(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.LOCATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).integer(Tag.LOCATED_ITEMS, locatedItems)
                    .texts(Tag.UNIQUE_IDENTIFIER, uniqueIdentifiers).structure();
        }

        @Override
        public boolean changesPlaceholder() {
            return true;
        }

        /** The one identifier returned; null, which empties the placeholder, for none or several. */
        @Override
        public String placeholder() {
            return uniqueIdentifiers.size() == 1 ? uniqueIdentifiers.getFirst() : null;
        }
    }
}
