package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.StorageStatusMask;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fresh members of a link, which need no vault. */
class LocateHandlerTest {

    private static final int ONLINE = StorageStatusMask.ONLINE_STORAGE.code();
    private static final int DESTROYED = StorageStatusMask.DESTROYED_STORAGE.code();

    private final OneLink link = new OneLink();
    private final LocateHandler handler = new LocateHandler(null, link);

    @Test
    void freshMemberOfALink_isDrawn() {
        assertEquals(List.of(OneLink.DRAWN.toString()), locate(null, null, null));
        assertEquals(List.of(OneLink.DRAWN.toString()), locate(5, 0, ONLINE | DESTROYED));
        assertEquals(2, link.draws());
    }

    @Test
    void offset_skipsTheOneKeyThereWouldBe_soNoneIsDrawn() {
        assertEquals(List.of(), locate(null, 5, null));
        assertEquals(List.of(), locate(1, 1, ONLINE));
        assertEquals(0, link.draws());
    }

    @Test
    void maskWithoutOnlineStorage_drawsNone() {
        assertEquals(List.of(), locate(null, null, DESTROYED));
        assertEquals(List.of(), locate(null, null, 0));
        assertEquals(0, link.draws());
    }

    @Test
    void maximumOfNone_drawsNone() {
        assertEquals(List.of(), locate(0, null, null));
        assertEquals(0, link.draws());
    }

    private List<String> locate(Integer maximum, Integer offset, Integer mask) {
        Locate.Request request = new Locate.Request(maximum, offset, mask, ObjectGroupMember.GROUP_MEMBER_FRESH,
                List.of(Attribute.of(AttributeType.OBJECT_GROUP, OneLink.ID)));
        Call call = new Call(new Principal("somebody", Set.of(Role.APPLICATION), "certificate", "00"), "127.0.0.1",
                ProtocolVersion.V2_1, Operation.LOCATE, Permission.OBJECT_USE, null, new BatchChanges(false), null, null, List.of(), List.of(), null, null);
        return ((Locate.Response) handler.handle(call, request)).uniqueIdentifiers();
    }
}
