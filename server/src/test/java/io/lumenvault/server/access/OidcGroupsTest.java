package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that put their principals into groups, of an identity provider in this process. */
class OidcGroupsTest {

    private static HttpsServer provider;
    private static EllipticCurveJsonWebKey key;
    private static OidcTokens tokens;
    private static String issuer;

    private final PrincipalDirectory directory = new PrincipalDirectory(List.of(new Account("bank.olga", new Group("bank"), Set.of(Role.OFFICER)),
            new Account("omar", Group.NODE, Set.of())), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Identity provider's CA", InstantSource.system());
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("one");
        provider = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setHttpsConfigurator(new HttpsConfigurator(
                MutualTls.context(authority.credential("provider", Purpose.SERVER_AND_CLIENT), authority.certificate())));
        issuer = "https://127.0.0.1:" + provider.getAddress().getPort() + "/realm";
        serve("/realm/.well-known/openid-configuration", "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        serve("/realm/keys", new JsonWebKeySet(key).toJson());
        provider.start();
        tokens = new OidcTokens(new OidcSettings(URI.create(issuer), "console", Optional.of(authority.certificate()), "preferred_username",
                List.of("roles"), Map.of("kms-officer", Role.OFFICER), Optional.of("tenant")));
    }

    private static void serve(String path, String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        provider.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    @AfterAll
    static void stop() {
        provider.stop(0);
    }

    @Test
    void principalThatIsKnownInTheTokensGroup_isTaken() throws Exception {
        Principal olga = tokens.principal(token("bank.olga", "bank"), directory, Instant.now());
        assertEquals(new Group("bank"), olga.group());
        assertEquals(Set.of(Role.OFFICER), olga.roles());
    }

    /** Whoever asks later whose a hold is, or an entry of the log, would be told that it is the node's. */
    @Test
    void principalThatIsNotKnownHere_isOfNoGroupButTheNode() throws Exception {
        assertTrue(tokens.principal(token("nora", "*"), directory, Instant.now()).group().isNode());
        assertEquals("the token's tenant is not the group of 'nora' here", refusal("nora", "bank"));
    }

    @Test
    void tokenMakesNobodyAnothersPrincipal() {
        assertEquals("the token's tenant is not the group of 'bank.olga' here", refusal("bank.olga", "rail"));
        assertEquals("the token's tenant is not the group of 'bank.olga' here", refusal("bank.olga", "*"));
        assertEquals("the token's tenant is not the group of 'omar' here", refusal("omar", "bank"));
        assertEquals("the token has no tenant", refusal("bank.olga", null));
    }

    private String refusal(String name, String group) {
        return assertThrows(AuthenticationException.class, () -> tokens.principal(token(name, group), directory, Instant.now())).getMessage();
    }

    private static String token(String name, String group) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience("console");
        claims.setSubject(name);
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("preferred_username", name);
        claims.setStringListClaim("roles", "kms-officer");
        if (group != null) {
            claims.setStringClaim("tenant", group);
        }
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return signed.getCompactSerialization();
    }
}
