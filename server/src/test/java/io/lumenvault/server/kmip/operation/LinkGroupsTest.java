package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkGroupsTest {

    private static final Attribute OF_THE_LINK = Attribute.of(AttributeType.OBJECT_GROUP, OneLink.ID);

    private static final Principal CALLER = new Principal("somebody", Set.of(Role.APPLICATION), "certificate", "00");

    private final LinkGroups groups = new LinkGroups(new OneLink());

    @Test
    void groupOfALink_isRefused() {
        assertEquals(ResultReason.INVALID_FIELD,
                assertThrows(KmipException.class, () -> groups.requireNone(OF_THE_LINK, CALLER)).reason());
    }

    @Test
    void linkOfAnotherGroup_doesNotExist() {
        Principal tenant = new Principal("somebody", Set.of(Role.APPLICATION), "certificate", "00", new Group("bank"));
        assertDoesNotThrow(() -> groups.requireNone(OF_THE_LINK, tenant));
    }

    @Test
    void aLinkIsFoundAmongTheAttributesOfARequest() {
        List<Attribute> wanted = List.of(Attribute.name("n"), Attribute.of(AttributeType.OBJECT_GROUP, "mine"), OF_THE_LINK);
        assertEquals(Optional.of(OneLink.ID), groups.named(wanted, CALLER));
        assertEquals(Optional.empty(), groups.named(wanted.subList(0, 2), CALLER));
        assertEquals(Optional.empty(), new LinkGroups(null).named(wanted, CALLER));
    }

    @Test
    void otherGroupsAndOtherAttributes_areLeftAlone() {
        assertDoesNotThrow(() -> groups.requireNone(Attribute.of(AttributeType.OBJECT_GROUP, "mine"), CALLER));
        assertDoesNotThrow(() -> groups.requireNone(Attribute.name(OneLink.ID), CALLER));
        assertDoesNotThrow(() -> new LinkGroups(null).requireNone(OF_THE_LINK, CALLER));
    }
}
