package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of another site has no use of the certificate of whoever looks at it. */
class CrossSiteTest {

    private static final String HOST = "vault.example:8443";

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "Same-Origin, cross-site"})
    void requestOfAnotherSite_isTold(String site) {
        assertTrue(CrossSite.sent(headers().add("sec-fetch-site", site)), site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://vault.example", "https://vault.example:9443", "http://vault.example:8443", "null", ""})
    void requestOfAnotherOrigin_isTold(String origin) {
        assertTrue(CrossSite.sent(headers().add("Origin", origin).add("Sec-Fetch-Site", "same-origin")), origin);
    }

    @Test
    void requestsOfTheConsoleItself_andOfPrograms_areTaken() {
        assertFalse(CrossSite.sent(headers()));
        assertFalse(CrossSite.sent(headers().add("Origin", "https://Vault.Example:8443").add("Sec-Fetch-Site", "same-origin")));
        assertFalse(CrossSite.sent(headers().add("Sec-Fetch-Site", "none")));
        assertTrue(CrossSite.sent(MultiMap.caseInsensitiveMultiMap().add("Origin", "https://vault.example:8443")), "no host");
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap().add("Host", HOST);
    }
}
