package io.lumenvault.kmip.layout;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.function.Predicate;

/**
 * The fields of one structure in the order in which the specification lists them. Versions differ in this table alone:
 * the same record is written for 1.0 and for 2.1, and the layout drops what a version does not have and sets the order.
 */
public final class Layout {

    private static final int MOST_FIELDS = Long.SIZE;

    private final String name;
    private final List<Field> fields;
    private final int[] codes;
    private final Sets[] known;

    /** Fields as bits by their place: those a version accepts when reading, requires, and writes. */
    private record Sets(long accepted, long required, long written) {
    }

    private Layout(String name, List<Field> fields) {
        if (fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException(name + " has " + fields.size() + " fields; allowed are " + MOST_FIELDS);
        }
        this.name = name;
        this.fields = fields;
        this.codes = fields.stream().mapToInt(field -> field.tag().code()).toArray();
        this.known = ProtocolVersion.withPreview().reversed().stream().map(this::sets).toArray(Sets[]::new);
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
        Sets sets = setsOf(version);
        long seen = 0;
        for (int i = 0; i < structure.size(); i++) {
            int position = position(structure.code(i));
            long bit = position < 0 ? 0 : 1L << position;
            if ((sets.accepted & bit) == 0) {
                refuseUnknown(structure.get(i).tag(), version, strict);
            } else if ((seen & bit) != 0 && !fields.get(position).repeated()) {
                throw new KmipException(ResultReason.INVALID_MESSAGE, name + " holds " + structure.get(i).tag() + " more than once");
            } else {
                seen |= bit;
            }
        }
        long missing = sets.required & ~seen;
        if (missing != 0) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    name + " lacks " + fields.get(Long.numberOfTrailingZeros(missing)).tag());
        }
        return new Fields(name, structure, version, strict);
    }

    private void refuseUnknown(Tag tag, ProtocolVersion version, boolean strict) {
        if (strict) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    name + " of version " + version + " has no field " + tag);
        }
    }

    private Sets setsOf(ProtocolVersion version) {
        int index = version.index();
        return index >= 0 ? known[index] : sets(version);
    }

    private Sets sets(ProtocolVersion version) {
        return new Sets(bits(field -> field.inMajor(version)), bits(field -> field.required() && field.in(version)),
                bits(field -> field.in(version)));
    }

    private long bits(Predicate<Field> wanted) {
        long bits = 0;
        for (int i = 0; i < fields.size(); i++) {
            bits |= wanted.test(fields.get(i)) ? 1L << i : 0;
        }
        return bits;
    }

    /** True where exactly this version has the field. */
    public boolean has(Tag tag, ProtocolVersion version) {
        int position = position(tag);
        return position >= 0 && (written(version) & 1L << position) != 0;
    }

    /** A writer of this structure for a version. */
    public FieldWriter write(Tag tag, ProtocolVersion version) {
        return new FieldWriter(this, tag, version, false);
    }

    /**
     * A writer of a request that would mean something else without one of its fields: it refuses what the version does not have, where
     * others leave it out.
     */
    public FieldWriter writeWhole(Tag tag, ProtocolVersion version) {
        return new FieldWriter(this, tag, version, true);
    }

    /** The fields that a version writes, as bits by their place. */
    long written(ProtocolVersion version) {
        return setsOf(version).written;
    }

    /** The place of a tag in the order, or -1. */
    int position(Tag tag) {
        return position(tag.code());
    }

    private int position(int code) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                return i;
            }
        }
        return -1;
    }

    String name() {
        return name;
    }
}
