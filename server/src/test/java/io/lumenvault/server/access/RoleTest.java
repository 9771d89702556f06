package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void auditor_changesNothing() {
        Principal auditor = new Principal("auditor", Set.of(Role.AUDITOR), "certificate", "00");
        assertTrue(auditor.may(Permission.AUDIT_READ));
        assertFalse(auditor.may(Permission.OBJECT_USE));
        assertFalse(auditor.may(Permission.QKD_SUPPLY));
        assertFalse(auditor.may(Permission.INGEST));
        assertFalse(auditor.may(Permission.PEER_LINK));
        assertFalse(auditor.may(Permission.ACCESS_MANAGE));
    }

    @Test
    void onlyAuditors_readTheLog() {
        for (Role role : Role.values()) {
            assertEquals(role == Role.AUDITOR, role.grants(Permission.AUDIT_READ), role.name());
        }
    }

    @Test
    void auditor_hasNoOtherRole() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Account("a", Group.NODE, Set.of(Role.AUDITOR, Role.OFFICER))).getMessage();
        assertTrue(message.contains("officer, auditor"), message);
        assertThrows(IllegalArgumentException.class, () -> new Principal("a", Set.of(Role.AUDITOR, Role.OPERATOR), "certificate", "00"));
    }

    @Test
    void whatReachesOverTheWholeNode_isNotForThoseOfAGroup() {
        assertTrue(new Principal("a", Set.of(Role.AUDITOR), "certificate", "00").may(Permission.AUDIT_VERIFY));
        Principal ofGroup = new Principal("a", Set.of(Role.AUDITOR), "certificate", "00", new Group("bank"));
        assertFalse(ofGroup.may(Permission.AUDIT_VERIFY));
        assertTrue(ofGroup.may(Permission.AUDIT_READ));
    }

    @Test
    void principalWithoutRoles_mayNothing() {
        Principal nobody = new Principal("sae-x", Set.of(), "certificate", "00");
        for (Permission permission : Permission.values()) {
            assertFalse(nobody.may(permission), permission.name());
        }
    }

    @Test
    void unknownRole_isRefusedNamingThoseThereAre() {
        String message = assertThrows(IllegalArgumentException.class, () -> Role.named("root")).getMessage();
        assertTrue(message.contains("root") && message.contains("auditor"), message);
    }
}
