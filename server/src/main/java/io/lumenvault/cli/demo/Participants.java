package io.lumenvault.cli.demo;

import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everybody who takes part in the demo, with their certificates. */
public final class Participants {

    /** Two SAEs at A and B that share keys, and a third, at B, that is known too. */
    static final Map<String, String> SITE_OF_SAE = Map.of("sae-a", "A", "sae-b", "B", "sae-c", "B");

    private static final List<String> SERVERS = List.of("site-a", "site-b");
    private static final List<String> MODULES = List.of("alice", "bob");

    /** Those whom a person may play: their certificates are listed in {@code demo.env}. */
    static final List<String> CALLERS = List.of("sae-a", "sae-b", "sae-c", "sae-x",
            "kmip-client-a", "kmip-client-b", "kmip-other", "auditor", "officer", "officer-2",
            "operator", "device-operator");

    private final Path authority;
    private final Map<String, Credential> credentials;

    private Participants(Path authority, Map<String, Credential> credentials) {
        this.authority = authority;
        this.credentials = credentials;
    }

    /** Gives everybody a certificate, or finds the one they have, in {@code folder}. */
    static Participants in(Path folder) throws IOException {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Lumenvault demo CA", InstantSource.system());
        Map<String, Credential> credentials = new LinkedHashMap<>();
        for (String name : SERVERS) {
            credentials.put(name, authority.credential(name, Purpose.SERVER_AND_CLIENT));
        }
        for (String name : MODULES) {
            credentials.put(name, authority.credential(name, Purpose.CLIENT));
        }
        for (String name : CALLERS) {
            credentials.put(name, authority.credential(name, Purpose.CLIENT));
        }
        return new Participants(authority.certificate(), credentials);
    }

    /** The certificate of the authority that everybody trusts. */
    public Path authority() {
        return authority;
    }

    /** The certificate and key of {@code name}, for example {@code sae-a}, {@code kmip-client-b}, {@code auditor}. */
    public Credential credential(String name) {
        Credential credential = credentials.get(name);
        if (credential == null) {
            throw new IllegalArgumentException("nobody in the demo is called '" + name + "'; there are " + credentials.keySet());
        }
        return credential;
    }

    /**
     * The roles of the principals that a site knows. {@code sae-x} has a valid certificate and is known nowhere; {@code officer}
     * becomes the first officer of each site as anybody would, with the site's one-time code, and makes {@code officer-2}.
     *
     * @param site {@code A} or {@code B}
     */
    static Map<String, String> roles(String site) {
        Map<String, String> roles = new LinkedHashMap<>();
        SITE_OF_SAE.forEach((sae, home) -> {
            if (home.equals(site)) {
                roles.put(sae, "application");
            }
        });
        boolean first = site.equals("A");
        roles.put(first ? "kmip-client-a" : "kmip-client-b", "application");
        roles.put("kmip-other", "application");
        roles.put("auditor", "auditor");
        roles.put("operator", "operator");
        roles.put("device-operator", "device-operator");
        roles.put(first ? "alice" : "bob", "module");
        roles.put(first ? "site-b" : "site-a", "peer");
        return roles;
    }
}
