package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import org.junit.jupiter.api.Test;

class LinkGroupsTest {

    private static final Attribute OF_THE_LINK = Attribute.of(AttributeType.OBJECT_GROUP, OneLink.ID);

    private final LinkGroups groups = new LinkGroups(new OneLink());

    @Test
    void groupOfALink_isRefused() {
        assertEquals(ResultReason.INVALID_FIELD,
                assertThrows(KmipException.class, () -> groups.requireNone(OF_THE_LINK)).reason());
    }

    @Test
    void otherGroupsAndOtherAttributes_areLeftAlone() {
        assertDoesNotThrow(() -> groups.requireNone(Attribute.of(AttributeType.OBJECT_GROUP, "mine")));
        assertDoesNotThrow(() -> groups.requireNone(Attribute.name(OneLink.ID)));
        assertDoesNotThrow(() -> new LinkGroups(null).requireNone(OF_THE_LINK));
    }
}
