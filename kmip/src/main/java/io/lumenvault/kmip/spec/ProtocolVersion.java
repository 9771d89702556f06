package io.lumenvault.kmip.spec;

import java.util.List;
import java.util.stream.Stream;

/** A version of the protocol (KMIP 2.1 section 9.16). */
public record ProtocolVersion(int major, int minor) implements Comparable<ProtocolVersion> {

    public static final ProtocolVersion V1_0 = new ProtocolVersion(1, 0);
    public static final ProtocolVersion V1_1 = new ProtocolVersion(1, 1);
    public static final ProtocolVersion V1_2 = new ProtocolVersion(1, 2);
    public static final ProtocolVersion V1_3 = new ProtocolVersion(1, 3);
    public static final ProtocolVersion V1_4 = new ProtocolVersion(1, 4);
    public static final ProtocolVersion V2_0 = new ProtocolVersion(2, 0);
    public static final ProtocolVersion V2_1 = new ProtocolVersion(2, 1);

    /** A committee draft, not a standard: its tables may change with the next draft, so it is spoken only where asked for. */
    public static final ProtocolVersion V3_0 = new ProtocolVersion(3, 0);

    private static final List<ProtocolVersion> SUPPORTED = List.of(V2_1, V2_0, V1_4, V1_3, V1_2, V1_1, V1_0);

    private static final List<ProtocolVersion> WITH_PREVIEW =
            Stream.concat(Stream.of(V3_0), SUPPORTED.stream()).toList();

    /** The standards whose tables this library holds, newest first. */
    public static List<ProtocolVersion> supported() {
        return SUPPORTED;
    }

    /** {@link #supported()} and the preview of 3.0: what to pass where the preview is switched on. */
    public static List<ProtocolVersion> withPreview() {
        return WITH_PREVIEW;
    }

    /** True where this library holds the tables of this version and it is a standard. */
    public boolean isSupported() {
        return SUPPORTED.contains(this);
    }

    /** True where this library holds the tables of this version, be it a preview. */
    public boolean isKnown() {
        return index() >= 0;
    }

    /** True where the version is a draft that must be switched on. */
    public boolean isPreview() {
        return isAtLeast(V3_0);
    }

    /** The place of this version among those that {@link #isKnown() are known}, oldest first, or -1: an index for tables. */
    public int index() {
        return switch (major) {
            case 1 -> minor >= 0 && minor <= V1_4.minor ? minor : -1;
            case 2 -> minor >= 0 && minor <= V2_1.minor ? V1_4.minor + 1 + minor : -1;
            case 3 -> minor == 0 ? WITH_PREVIEW.size() - 1 : -1;
            default -> -1;
        };
    }

    /** True for this version and later ones. */
    public boolean isAtLeast(ProtocolVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ProtocolVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
