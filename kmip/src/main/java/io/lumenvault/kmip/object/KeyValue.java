package io.lumenvault.kmip.object;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** The key value of a key block (1.4 section 2.1.4, 2.1 section 3.2). */
public sealed interface KeyValue {

    /** Overwrites the key with zeros. */
    void wipe();

    /** The item for a version. */
    Item toItem(ProtocolVersion version);

    /**
     * An unwrapped key.
     *
     * @param material Key Material: a Byte String, or a Structure for transparent formats
     * @param attributes attributes that travel with the key
     */
    record Plain(Item material, List<Attribute> attributes) implements KeyValue {

        private static final Layout LAYOUT = Layout.of("Key Value", required(Tag.KEY_MATERIAL),
                repeated(Tag.ATTRIBUTE).until(V1_4), optional(Tag.ATTRIBUTES).since(V2_0));

        public Plain {
            Objects.requireNonNull(material, "material");
            if (!(material instanceof Item.Bytes) && !(material instanceof Structure)) {
                throw new KmipException(ResultReason.INVALID_MESSAGE, "Key Material has type "
                        + material.type().xmlName() + "; expected ByteString or Structure");
            }
            attributes = List.copyOf(attributes);
        }

        /** A key given as bytes; the array is shared, not copied. */
        public static Plain of(byte[] material) {
            return new Plain(new Item.Bytes(Tag.KEY_MATERIAL, material), List.of());
        }

        @Override
        public void wipe() {
            material.wipe();
        }

        @Override
        public Item toItem(ProtocolVersion version) {
            FieldWriter writer = LAYOUT.write(Tag.KEY_VALUE, version).put(material);
            if (!attributes.isEmpty()) {
                AttributeCodec.writeList(writer, attributes);
            }
            return writer.structure();
        }

        static Plain read(Fields keyBlock) {
            return of(keyBlock.nested(Tag.KEY_VALUE, LAYOUT));
        }

        static Plain read(Structure keyValue, ProtocolVersion version) {
            return of(LAYOUT.readRequest(keyValue, version));
        }

        private static Plain of(Fields fields) {
            return new Plain(fields.item(Tag.KEY_MATERIAL), AttributeCodec.readList(fields));
        }
    }

    /** A wrapped key: what the key wrapping data describe. */
    record Wrapped(byte[] bytes) implements KeyValue {

        public Wrapped {
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public void wipe() {
            java.util.Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public Item toItem(ProtocolVersion version) {
            return new Item.Bytes(Tag.KEY_VALUE, bytes);
        }

        @Override
        public String toString() {
            return "Wrapped[" + bytes.length + " bytes]";
        }
    }

    /** Reads the key value of a key block; null where there is none. */
    static KeyValue read(Fields keyBlock) {
        return switch (keyBlock.item(Tag.KEY_VALUE)) {
            case null -> null;
            case Item.Bytes bytes -> new Wrapped(bytes.value());
            case Structure structure -> Plain.read(keyBlock);
            case Item other -> throw new KmipException(ResultReason.INVALID_MESSAGE, "Key Value has type "
                    + other.type().xmlName() + "; expected Structure or, if wrapped, ByteString");
        };
    }
}
