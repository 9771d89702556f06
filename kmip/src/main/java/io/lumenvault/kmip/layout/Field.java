package io.lumenvault.kmip.layout;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * One field of a structure: its tag, the versions that have it and how often it may stand there.
 *
 * @param since first version with the field
 * @param until last version with it, or null
 */
public record Field(Tag tag, ProtocolVersion since, ProtocolVersion until, boolean required, boolean repeated) {

    public Field {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(since, "since");
    }

    /** A field that must be there. */
    public static Field required(Tag tag) {
        return new Field(tag, ProtocolVersion.V1_0, null, true, false);
    }

    /** A field that may be there once. */
    public static Field optional(Tag tag) {
        return new Field(tag, ProtocolVersion.V1_0, null, false, false);
    }

    /** A field that may be there any number of times. */
    public static Field repeated(Tag tag) {
        return new Field(tag, ProtocolVersion.V1_0, null, false, true);
    }

    /** The same field, starting with a version. */
    public Field since(ProtocolVersion first) {
        return new Field(tag, first, until, required, repeated);
    }

    /** The same field, ending with a version. */
    public Field until(ProtocolVersion last) {
        return new Field(tag, since, last, required, repeated);
    }

    /** True where exactly this version has the field: what is written. */
    boolean in(ProtocolVersion version) {
        return version.isAtLeast(since) && (until == null || until.isAtLeast(version));
    }

    /** True where some minor version of the same major version has the field: what is accepted when reading. */
    boolean inMajor(ProtocolVersion version) {
        return version.major() >= since.major() && (until == null || version.major() <= until.major());
    }
}
