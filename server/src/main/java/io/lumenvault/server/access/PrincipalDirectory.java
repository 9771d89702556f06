package io.lumenvault.server.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The principals that this node knows, with their roles. A certificate that maps to none of them has no roles. */
public final class PrincipalDirectory {

    /** What a name may look like; anything else in a certificate is nobody, and cannot pose as {@code system/...}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~@-]{1,64}");

    private final Map<String, Set<Role>> roles;
    private final List<CertificateName> names;

    /**
     * @param roles roles by principal name
     * @param names where a certificate's name stands; the first that it has is taken
     */
    public PrincipalDirectory(Map<String, Set<Role>> roles, List<CertificateName> names) {
        this.roles = Map.copyOf(roles);
        this.names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no field of a certificate is named to take a principal's name from");
        }
    }

    /** The caller behind a client certificate that TLS has verified. */
    public Principal byCertificate(X509Certificate certificate) {
        String name = names.stream().flatMap(field -> field.in(certificate).stream()).findFirst()
                .filter(found -> NAME.matcher(found).matches())
                .orElse("unnamed");
        return new Principal(name, roles.getOrDefault(name, Set.of()), "certificate",
                fingerprint(certificate));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
