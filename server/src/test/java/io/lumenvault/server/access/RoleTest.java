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
    }

    @Test
    void onlyAuditors_readTheLog() {
        for (Role role : Role.values()) {
            assertEquals(role == Role.AUDITOR, role.grants(Permission.AUDIT_READ), role.name());
        }
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
