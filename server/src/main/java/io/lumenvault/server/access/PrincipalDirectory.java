package io.lumenvault.server.access;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The principals that this node knows, with their roles. A certificate that maps to none of them has no roles. */
public final class PrincipalDirectory {

    /** What a name may look like; anything else in a certificate is nobody, and cannot pose as {@code system/...}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~@-]{1,64}");

    private final Map<String, Set<Role>> roles;

    /** @param roles roles by principal name */
    public PrincipalDirectory(Map<String, Set<Role>> roles) {
        this.roles = Map.copyOf(roles);
    }

    /** The caller behind a client certificate that TLS has verified. */
    public Principal byCertificate(X509Certificate certificate) {
        String name = CertificateMapping.name(certificate)
                .filter(found -> NAME.matcher(found).matches())
                .orElse("unnamed");
        return new Principal(name, roles.getOrDefault(name, Set.of()), "certificate",
                CertificateMapping.fingerprint(certificate));
    }
}
