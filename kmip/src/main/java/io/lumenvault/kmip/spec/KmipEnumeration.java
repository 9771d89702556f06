package io.lumenvault.kmip.spec;

/** A value of one of the specification's enumerations: a row of its table. */
public interface KmipEnumeration {

    /** The row of the table. */
    EnumerationValue value();

    /** The number on the wire. */
    default int code() {
        return value().code();
    }

    /** The name as the specification prints it. */
    default String text() {
        return value().text();
    }

    /** The name as XML and JSON write it in messages of a version. */
    default String xmlName(ProtocolVersion version) {
        return version.major() == 1 ? value().xmlName() : value().xmlNameIn2();
    }

    /** True where the given version has this value. */
    default boolean availableAt(ProtocolVersion version) {
        EnumerationValue row = value();
        return version.isAtLeast(row.since()) && (row.until() == null || row.until().isAtLeast(version));
    }
}
