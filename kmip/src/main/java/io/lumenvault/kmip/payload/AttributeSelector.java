package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import java.util.Objects;

/** Which instance of an attribute Modify Attribute or Delete Attribute is about, in one form for all versions. */
public sealed interface AttributeSelector {

    /** The attribute's name. */
    AttributeName name();

    /** The instance at an index (1.x). */
    record AtIndex(AttributeName name, int index) implements AttributeSelector {
        public AtIndex {
            Objects.requireNonNull(name, "name");
        }
    }

    /** The instance that has this value: Current Attribute (2.x). */
    record WithValue(Attribute attribute) implements AttributeSelector {
        @Override
        public AttributeName name() {
            return attribute.name();
        }
    }

    /** No instance stated (2.x): the only one when modifying, all of them when deleting. */
    record Named(AttributeName name) implements AttributeSelector {
        public Named {
            Objects.requireNonNull(name, "name");
        }
    }
}
