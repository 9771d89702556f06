package io.lumenvault.server.access;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * The identity provider's signature keys: found by OpenID Connect Discovery 1.0 section 4 when first needed, kept, and fetched again
 * when a token names one that is not known.
 */
final class OidcKeys {

    private final URI issuer;
    private final OidcGet get;
    private HttpsJwksVerificationKeyResolver keys;

    /** @throws IOException when the authority's certificate cannot be read */
    OidcKeys(OidcSettings settings) throws IOException {
        this.issuer = settings.issuer();
        this.get = new OidcGet(settings.authority());
    }

    /** @throws IOException when the identity provider does not answer, or is not who it should be */
    synchronized HttpsJwksVerificationKeyResolver keys() throws IOException {
        if (keys == null) {
            HttpsJwks set = new HttpsJwks(discover());
            set.setSimpleHttpGet(get);
            keys = new HttpsJwksVerificationKeyResolver(set);
        }
        return keys;
    }

    private String discover() throws IOException {
        try {
            String base = issuer.toString().endsWith("/") ? issuer.toString() : issuer + "/";
            Map<String, Object> found = JsonUtil.parseJson(get.get(base + ".well-known/openid-configuration").getBody());
            // Section 4.3: another issuer here would be another provider's keys.
            if (!issuer.toString().equals(found.get("issuer"))) {
                throw new IOException(issuer + " says that it is " + found.get("issuer"));
            }
            if (found.get("jwks_uri") instanceof String uri && uri.startsWith("https://")) {
                return uri;
            }
            throw new IOException(issuer + " names no jwks_uri by https");
        } catch (JoseException unreadable) {
            throw new IOException(issuer + " gives no readable configuration", unreadable);
        }
    }
}
