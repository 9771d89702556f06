package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairHalfTest {

    private static final Attribute CONTACT = Attribute.of(AttributeType.CONTACT_INFORMATION, "both");
    private static final Attribute GROUP = Attribute.of(AttributeType.OBJECT_GROUP, "payments");
    private static final Attribute OTHER_GROUP = Attribute.of(AttributeType.OBJECT_GROUP, "archive");

    @Test
    void common_ofAnAttributeWithOneValue_yieldsToTheHalfsOwn() {
        assertEquals(List.of(), PairHalf.common(Attributes.of(CONTACT), Attributes.of(Attribute.of(AttributeType.CONTACT_INFORMATION, "own"))));
        assertEquals(List.of(CONTACT), PairHalf.common(Attributes.of(CONTACT), Attributes.of(GROUP)));
    }

    @Test
    void common_ofAnAttributeWithSeveralValues_isAdded_butNotWhatTheHalfSaysItself() {
        assertEquals(List.of(OTHER_GROUP), PairHalf.common(Attributes.of(GROUP, OTHER_GROUP), Attributes.of(GROUP)));
    }
}
