package io.lumenvault.cli.demo;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a site of the demo lives.
 *
 * @param id its KME ID, {@code A} or {@code B}
 * @param folder its own files
 * @param httpsPort loopback port of ETSI GS QKD 014, ingest, peer link and console
 * @param kmipPort loopback port of KMIP
 * @param consolePort loopback port of the console alone, where a bearer token will do
 */
record SitePlan(String id, Path folder, int httpsPort, int kmipPort, int consolePort) {

    /** The name in its certificate. */
    String principal() {
        return "site-" + id.toLowerCase(Locale.ROOT);
    }

    /** The QKD module beside it. */
    String module() {
        return id.equals("A") ? "alice" : "bob";
    }

    /** Its KMIP client, which is paired with the one at the other site. */
    String kmipClient() {
        return "kmip-client-" + id.toLowerCase(Locale.ROOT);
    }

    String url() {
        return "https://127.0.0.1:" + httpsPort;
    }

    String consoleUrl() {
        return "https://127.0.0.1:" + consolePort;
    }

    String tokenLabel() {
        return "lumenvault-" + id.toLowerCase(Locale.ROOT);
    }
}
