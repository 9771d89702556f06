package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.spec.ProtocolVersion;

/**
 * What names an attribute, whatever the version: a row of the {@link AttributeType} table, a vendor's own attribute
 * ({@code x-} and {@code y-} names of 1.x among them), or a name that nobody knows.
 */
public sealed interface AttributeName permits AttributeType, VendorAttributeName, UnknownAttributeName {

    /** The name for people, and the Attribute Name of 1.x. */
    String text();

    /** True where the version can carry an attribute of this name. */
    boolean availableAt(ProtocolVersion version);

    /** True where an object may have several instances. */
    boolean multipleInstances();
}
