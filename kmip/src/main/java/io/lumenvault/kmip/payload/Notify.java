package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Notify: the server tells a client that attributes of an object have changed (1.4 section 5.1, 2.1 section 6.2.2). */
public final class Notify {

    private static final Layout REQUEST = Layout.of("Notify Message Payload", required(Tag.UNIQUE_IDENTIFIER),
            repeated(Tag.ATTRIBUTE).until(V1_4), optional(Tag.ATTRIBUTES).since(V2_0), repeated(Tag.ATTRIBUTE_REFERENCE).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Notify Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.NOTIFY, Request::read, Response::read);

    private Notify() {
    }

    /**
     * The request. A deleted attribute is an Attribute without value in 1.x, and an Attribute Reference in 2.x.
     *
     * @param changed attributes with their new values, Last Change Date at least
     * @param deleted attributes that are gone
     */
    public record Request(String uniqueIdentifier, List<Attribute> changed, List<AttributeName> deleted) implements RequestPayload {
        public Request {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
            changed = List.copyOf(changed);
            deleted = List.copyOf(deleted);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            String object = fields.text(Tag.UNIQUE_IDENTIFIER);
            if (version.major() >= 2) {
                return new Request(object, AttributeCodec.readList(fields), PayloadFields.attributeNames(fields));
            }
            List<Attribute> changed = new ArrayList<>();
            List<AttributeName> deleted = new ArrayList<>();
            for (Item item : fields.items(Tag.ATTRIBUTE)) {
                if (item instanceof Structure attribute && attribute.first(Tag.ATTRIBUTE_VALUE) == null
                        && attribute.first(Tag.ATTRIBUTE_NAME) instanceof Item.Text name) {
                    deleted.add(AttributeCodec.readName(name, version));
                } else {
                    changed.add(AttributeCodec.readAttribute(item, version));
                }
            }
            return new Request(object, changed, deleted);
        }

        @Override
        public Operation operation() {
            return Operation.NOTIFY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.write(Tag.REQUEST_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier);
            AttributeCodec.writeList(writer, changed);
            for (AttributeName name : deleted) {
                Item written = AttributeCodec.writeName(name, version);
                writer.put(written != null && version.major() == 1 ? Structure.of(Tag.ATTRIBUTE, written) : written);
            }
            return writer.structure();
        }
    }

    /** The response, which has no payload. */
    public record Response() implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            RESPONSE.readResponse(payload, version);
            return new Response();
        }

        @Override
        public Operation operation() {
            return Operation.NOTIFY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
