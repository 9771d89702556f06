package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;

/** How attributes are answered. */
final class AttributeForm {

    private AttributeForm() {}

    /** KMIP 1.4 section 2.1.1: an Attribute Index of 0 is assumed where there is none, so it is left out. */
    static Attribute answered(Attribute attribute) {
        return attribute.index() == 0 ? attribute.withIndex(Attribute.NO_INDEX) : attribute;
    }
}
