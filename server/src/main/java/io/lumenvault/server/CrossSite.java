package io.lumenvault.server;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Set;

/**
 * Tells a request that a page of another site has a browser send. It comes with the client certificate of whoever sits there, and without
 * his will (cross-site request forgery). Browsers say where a request comes from, in Sec-Fetch-Site (Fetch Metadata) and Origin (RFC 6454
 * section 7); programs say neither.
 */
final class CrossSite {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    /** A page of this server, or the user himself. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private CrossSite() {}

    /** Whether these are the headers of such a request. */
    static boolean sent(MultiMap headers) {
        String site = headers.get(SEC_FETCH_SITE);
        String origin = headers.get(HttpHeaders.ORIGIN);
        return site != null && !OWN.contains(site) || origin != null && !origin.equalsIgnoreCase("https://" + headers.get(HttpHeaders.HOST));
    }
}
