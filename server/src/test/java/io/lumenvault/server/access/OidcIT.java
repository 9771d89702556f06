package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.cli.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bearer tokens of a real Keycloak at a real site. */
class OidcIT {

    private static final String PRINCIPALS = "/console/v1/principals";
    private static final Duration EXPIRY_LIMIT = Duration.ofSeconds(60);

    private static Keycloak keycloak;
    private static AccessSite site;
    private static String shortLived;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Path.of("target").toAbsolutePath();
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("keycloak-pki"), "Identity provider's CA", InstantSource.system());
        keycloak = Keycloak.start(Ports.unusual().any(), authority.credential("keycloak", Purpose.SERVER_AND_CLIENT), authority.certificate(),
                folder.resolve("keycloak.log"));
        site = AccessSite.start("oidc-site",
                "lumenvault.access.oidc.issuer=" + keycloak.issuer(),
                "lumenvault.access.oidc.audience=lumenvault",
                "lumenvault.access.oidc.ca=" + authority.certificate(),
                "lumenvault.access.oidc.roles.kms-officer=officer",
                "lumenvault.access.oidc.roles.kms-auditor=auditor", "lumenvault.groups.arthur=bank");
        shortLived = keycloak.token("olivia", "short-lived");
    }

    @AfterAll
    static void stop() throws Exception {
        if (keycloak != null) {
            keycloak.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    void officerByToken_makesPrincipals_andIsRecordedByName() throws Exception {
        try (JsonClient olivia = site.bearing(keycloak.token("olivia", "console"))) {
            olivia.change("POST", PRINCIPALS, Map.of("name", "made-by-token"));
            assertEquals(403, olivia.get("/console/v1/audit", Map.of()).status());
            assertEquals(403, olivia.send("POST", PRINCIPALS + "/olivia/roles", "{\"role\":\"operator\"}".getBytes()).status());
        }
        assertEquals(1, site.entries("operation = 'Create Principal' and result = 'served' and principal = 'olivia'"
                + " and convert_from(body, 'UTF8') like '%\"method\":\"oidc\"%'"));
    }

    @Test
    void auditorByToken_readsTheLogOfTheGroupThatIsKnownHere_andChangesNothing() throws Exception {
        try (JsonClient arthur = site.bearing(keycloak.token("arthur", "console"))) {
            assertEquals(200, arthur.get("/console/v1/audit", Map.of()).status());
            assertEquals(403, arthur.get("/console/v1/audit/verify", Map.of()).status(), "the token has no group, and makes none");
            assertEquals(403, arthur.send("POST", PRINCIPALS, "{\"name\":\"x\"}".getBytes()).status());
        }
    }

    @Test
    void userWithoutRole_mayNothing_andRolesThatExcludeEachOther_areNotTaken() throws Exception {
        assertEquals(403, status(keycloak.token("nora", "console")));
        assertEquals(401, status(keycloak.token("zoe", "console")));
    }

    @Test
    void tokenForAnotherAudience_isRefused() throws Exception {
        assertEquals(401, status(keycloak.token("olivia", "another-application")));
    }

    @Test
    void tokenWithAnotherSignature_orNone_isRefused() throws Exception {
        String[] olivia = keycloak.token("olivia", "console").split("\\.");
        String[] arthur = keycloak.token("arthur", "console").split("\\.");
        assertEquals(401, status(arthur[0] + "." + olivia[1] + "." + arthur[2]));
        // {"alg":"none"}
        assertEquals(401, status("eyJhbGciOiJub25lIn0." + olivia[1] + "."));
        assertTrue(site.entries("operation = 'Authenticate' and result = 'refused' and principal = 'unnamed'"
                + " and convert_from(body, 'UTF8') like '%\"method\":\"oidc\"%' and reason like '%the token is not valid here'") >= 1, "recorded");
    }

    @Test
    void tokenThatHasExpired_isRefused() throws Exception {
        long end = System.nanoTime() + EXPIRY_LIMIT.toNanos();
        while (status(shortLived) != 401) {
            assertTrue(System.nanoTime() < end, "the token is still taken");
            Thread.sleep(500);
        }
        try (JsonClient late = site.bearing(shortLived)) {
            assertEquals("the token has expired", late.get("/console/v1/status", Map.of()).body().path("message").asText());
        }
        assertTrue(site.entries("operation = 'Authenticate' and reason like '%the token has expired'") >= 1, "recorded");
    }

    @Test
    void tokenIsForTheConsoleAlone() throws Exception {
        try (JsonClient olivia = site.bearing(keycloak.token("olivia", "console"))) {
            assertEquals(404, olivia.get("/api/v1/keys/sae-b/status", Map.of()).status());
        }
    }

    private static int status(String token) throws Exception {
        try (JsonClient client = site.bearing(token)) {
            return client.get("/console/v1/status", Map.of()).status();
        }
    }
}
