package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.server.access.AuthenticationException;
import io.lumenvault.server.access.CertificateName;
import io.lumenvault.server.access.CertificateRule;
import io.lumenvault.server.access.HttpAuthentication;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.vault.VaultException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every refused credential is in the log, by itself or in a number; a flood of them fills it by a bounded number of entries a minute. */
class RefusedCredentialsTest {

    private final List<AuditEvent> written = new ArrayList<>();
    private boolean lost;
    private final RefusedCredentials refusals = new RefusedCredentials(event -> {
        if (lost) {
            throw new IllegalStateException("no database");
        }
        written.add(event);
    }, Clock.systemUTC());

    @Test
    void refused_firstOfAMinuteAtOnce_theRestAsANumber() {
        for (int i = 0; i < 1000; i++) {
            refusals.refused("192.0.2.1", "oidc", refusal("x.y.z"));
        }
        refusals.refused("192.0.2.2", "oidc", refusal("x.y.z"));
        assertEquals(List.of("192.0.2.1", "192.0.2.2"), written.stream().map(AuditEvent::client).toList());
        refusals.closePeriod();
        assertEquals(3, written.size());
        assertEquals("999", written.getLast().details().get("further_refusals"));
        refusals.closePeriod();
        assertEquals(3, written.size(), "a quiet minute writes nothing");
        refusals.refused("192.0.2.1", "oidc", refusal("x.y.z"));
        assertEquals(4, written.size());
    }

    @Test
    void refused_floodFromEverywhere_isBounded_andCountedWhole() {
        int flood = 10_000;
        for (int i = 0; i < flood; i++) {
            refusals.refused("2001:db8::" + Integer.toHexString(i), "token", refusal("lvt_"));
        }
        refusals.closePeriod();
        assertTrue(written.size() <= 2 * (RefusedCredentials.MOST_KINDS + 1), "entries: " + written.size());
        long counted = written.stream().mapToLong(event -> Long.parseLong(event.details().getOrDefault("further_refusals", "1"))).sum();
        assertEquals(flood, counted);
    }

    @Test
    void refused_saysNothingOfTheCredential() {
        String token = "secret-part.secret-part.secret-part";
        refusals.refused("192.0.2.1", "oidc", refusal(token));
        assertTrue(!written.toString().contains("secret"), written::toString);
    }

    @Test
    void refused_thatCannotBeRecorded_fails_andNumbersAreKept() {
        refusals.refused("192.0.2.1", "oidc", refusal("x"));
        refusals.refused("192.0.2.1", "oidc", refusal("x"));
        lost = true;
        assertThrows(IllegalStateException.class, refusals::closePeriod);
        assertThrows(VaultException.class, () -> refusals.refused("192.0.2.9", "oidc", refusal("x")));
        lost = false;
        refusals.closePeriod();
        assertEquals("1", written.getLast().details().get("further_refusals"));
    }

    private static AuthenticationException refusal(String token) {
        PrincipalDirectory nobody = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        return assertThrows(AuthenticationException.class, () -> new HttpAuthentication(nobody, null, InstantSource.system()).byBearer(token));
    }
}
