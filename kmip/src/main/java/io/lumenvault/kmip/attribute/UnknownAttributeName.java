package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.spec.ProtocolVersion;

/** A name or tag that no table has. It can be asked for (and is then not found), but never given a value. */
public record UnknownAttributeName(String text) implements AttributeName {

    @Override
    public boolean availableAt(ProtocolVersion version) {
        return false;
    }

    @Override
    public boolean multipleInstances() {
        return false;
    }
}
