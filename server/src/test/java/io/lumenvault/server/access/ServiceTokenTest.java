package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.access.PrincipalRow;
import io.lumenvault.db.access.TokenRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServiceTokenTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final UUID ID = UUID.fromString("00112233-4455-4677-8899-aabbccddeeff");
    private static final byte[] SECRET = new byte[ServiceToken.SECRET_BYTES];
    private static final String TEXT = new String(ServiceToken.text(ID, SECRET), StandardCharsets.US_ASCII);

    @Test
    void token_standsForItsPrincipal_withTheRolesThatBothHave() throws Exception {
        Principal principal = ServiceToken.principal(TEXT, directory(List.of("operator", "application"), NOW.plusSeconds(1), null), NOW);
        assertEquals("robot", principal.name());
        assertEquals("token", principal.method());
        assertTrue(principal.may(Permission.KEY_LIST));
        assertFalse(principal.may(Permission.OBJECT_USE), "the token was issued for the role operator alone");
    }

    @Test
    void roleThatThePrincipalHasLost_isLostToItsTokens() throws Exception {
        assertFalse(ServiceToken.principal(TEXT, directory(List.of(), NOW.plusSeconds(1), null), NOW).may(Permission.KEY_LIST));
    }

    @Test
    void expiredAndRevokedTokens_areRefused_andTheirHolderIsNamedForTheRecord() {
        for (PrincipalDirectory directory : List.of(directory(List.of("operator"), NOW, null),
                directory(List.of("operator"), NOW.plusSeconds(1), NOW))) {
            AuthenticationException refused = assertThrows(AuthenticationException.class, () -> ServiceToken.principal(TEXT, directory, NOW));
            assertEquals("robot", refused.holder().orElseThrow().name());
        }
    }

    @Test
    void wrongSecretUnknownIdentifierAndMalformedText_areRefusedInTheSameWords() {
        PrincipalDirectory directory = directory(List.of("operator"), NOW.plusSeconds(1), null);
        byte[] other = SECRET.clone();
        other[31] = 1;
        String wrong = new String(ServiceToken.text(ID, other), StandardCharsets.US_ASCII);
        String unknown = new String(ServiceToken.text(new UUID(1, 2), SECRET), StandardCharsets.US_ASCII);
        for (String token : List.of(wrong, unknown, "lvt_", TEXT + "A", TEXT.substring(1))) {
            AuthenticationException refused = assertThrows(AuthenticationException.class, () -> ServiceToken.principal(token, directory, NOW));
            assertEquals("the service token is not known", refused.getMessage());
            assertTrue(refused.holder().isEmpty());
        }
    }

    private static PrincipalDirectory directory(List<String> roles, Instant expires, Instant revoked) {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        directory.accept(AccessSnapshot.of(1, List.of(new PrincipalRow("robot", "*", roles, "officer", NOW, null)), Map.of(), Revocations.NONE,
                List.of(new TokenRow(ID, ServiceToken.hash(SECRET), "robot", List.of("operator"), "officer", NOW, expires, revoked))));
        return directory;
    }
}
