package io.lumenvault.cli.demo;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.cli.site.SoftHsmToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the configuration file {@code lumenvault.properties} of a site, with which {@code serve} runs it too. */
final class SiteConfigurationFile {

    /** The identifier of the demo's link. */
    static final String LINK = "link-ab";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Everything but the link, which needs the other site. */
    SiteConfigurationFile(SitePlan site, Participants participants, SoftHsmToken token, Path databaseFolder) {
        Credential own = participants.credential(site.principal());
        put("site", site.id());
        put("state", site.folder().resolve("state"));
        put("http.host", "127.0.0.1");
        put("http.port", site.httpsPort());
        put("kmip.host", "127.0.0.1");
        put("kmip.port", site.kmipPort());
        put("console.port", site.consolePort());
        put("tls.certificate", own.certificate());
        put("tls.key", own.key());
        put("tls.ca", participants.authority());
        put("hsm.library", token.library());
        put("hsm.softhsm2-conf", token.configuration());
        put("hsm.token", token.label());
        put("hsm.pin-file", token.pinFile());
        put("database.folder", databaseFolder);
        Participants.roles(site.id()).forEach((name, roles) -> put("principals." + name, roles));
        Participants.SITE_OF_SAE.forEach((sae, home) -> put("saes." + sae, home));
    }

    SiteConfigurationFile link(SitePlan site, SitePlan peer) {
        String link = "links." + LINK + ".";
        put(link + "peer-site", peer.id());
        put(link + "peer-url", peer.url());
        put(link + "peer-principal", peer.principal());
        put(link + "module", site.module());
        put(link + "kmip-pairs", site.kmipClient() + ":" + peer.kmipClient());
        return this;
    }

    /** Further properties, by their names without the prefix. */
    SiteConfigurationFile with(Map<String, String> further) {
        further.forEach(this::put);
        return this;
    }

    private void put(String key, Object value) {
        values.put("lumenvault." + key, value.toString());
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Written anew at each start of the demo.\n");
        values.forEach((key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
        PrivateFile.write(file, text.toString());
    }

    /** In a properties file a backslash escapes; in its values a dollar sign begins an expression. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\\\$");
    }
}
