package io.lumenvault.kmip.layout;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/**
 * The fields of one structure in the order in which the specification lists them. Versions differ in this table alone:
 * the same record is written for 1.0 and for 2.1, and the layout drops what a version does not have and sets the order.
 */
public final class Layout {

    private final String name;
    private final List<Field> fields;

    private Layout(String name, List<Field> fields) {
        this.name = name;
        this.fields = fields;
    }

    /** The layout of a structure; the name is used in error messages. */
    public static Layout of(String name, Field... fields) {
        return new Layout(name, List.of(fields));
    }

    /** The fields in order. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Reads a structure of a request. A field of another major version, a field given too often and a missing required
     * one are refused; so is an unknown field where the version is one we hold tables for (KMIP 1.4 section 11.1).
     *
     * @throws KmipException with Invalid Field or Invalid Message
     */
    public Fields readRequest(Structure structure, ProtocolVersion version) {
        return read(structure, version, version.isKnown());
    }

    /** Reads a structure of a response: as for requests, but unknown fields are passed over. */
    public Fields readResponse(Structure structure, ProtocolVersion version) {
        return read(structure, version, false);
    }

    Fields read(Structure structure, ProtocolVersion version, boolean strict) {
        long seen = 0;
        List<Item> items = structure.items();
        for (int i = 0; i < items.size(); i++) {
            int position = position(items.get(i).tag());
            if (position < 0 || !fields.get(position).inMajor(version)) {
                refuseUnknown(items.get(i).tag(), version, strict);
            } else {
                long bit = 1L << position;
                if ((seen & bit) != 0 && !fields.get(position).repeated()) {
                    throw new KmipException(ResultReason.INVALID_MESSAGE,
                            name + " holds " + items.get(i).tag() + " more than once");
                }
                seen |= bit;
            }
        }
        requireAll(seen, version);
        return new Fields(name, structure, version, strict);
    }

    private void refuseUnknown(Tag tag, ProtocolVersion version, boolean strict) {
        if (strict) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    name + " of version " + version + " has no field " + tag);
        }
    }

    private void requireAll(long seen, ProtocolVersion version) {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.required() && field.in(version) && (seen & 1L << i) == 0) {
                throw new KmipException(ResultReason.INVALID_MESSAGE, name + " lacks " + field.tag());
            }
        }
    }

    /** True where exactly this version has the field. */
    public boolean has(Tag tag, ProtocolVersion version) {
        int position = position(tag);
        return position >= 0 && fields.get(position).in(version);
    }

    /** A writer of this structure for a version. */
    public FieldWriter write(Tag tag, ProtocolVersion version) {
        return new FieldWriter(this, tag, version);
    }

    /** The place of a tag in the order, or -1. */
    int position(Tag tag) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).tag().equals(tag)) {
                return i;
            }
        }
        return -1;
    }

    String name() {
        return name;
    }
}
