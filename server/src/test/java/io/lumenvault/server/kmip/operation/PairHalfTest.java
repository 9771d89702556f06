package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairHalfTest {

    private static final Attribute CONTACT = Attribute.of(AttributeType.CONTACT_INFORMATION, "both");
    private static final Attribute GROUP = Attribute.of(AttributeType.OBJECT_GROUP, "payments");
    private static final Attribute OTHER_GROUP = Attribute.of(AttributeType.OBJECT_GROUP, "archive");

    @Test
    void common_ofAnAttributeWithOneValue_yieldsToTheHalfsOwn() {
        Attribute own = Attribute.of(AttributeType.CONTACT_INFORMATION, "own");
        assertEquals(List.of(own), PairHalf.wanted(Attributes.of(CONTACT), Attributes.of(own)).list());
        assertEquals(List.of(CONTACT, GROUP), PairHalf.wanted(Attributes.of(CONTACT), Attributes.of(GROUP)).list());
    }

    @Test
    void common_ofAnAttributeWithSeveralValues_isAdded_butNotWhatTheHalfSaysItself() {
        assertEquals(List.of(OTHER_GROUP, GROUP), PairHalf.wanted(Attributes.of(GROUP, OTHER_GROUP), Attributes.of(GROUP)).list());
    }

    @Test
    void templates_ofBothLists_areLeftToBeRefused() {
        Attributes template = new Attributes(List.of(), List.of(Name.of("template")));
        assertEquals(template, PairHalf.wanted(template, Attributes.NONE));
        assertEquals(template, PairHalf.wanted(Attributes.NONE, template));
    }
}
