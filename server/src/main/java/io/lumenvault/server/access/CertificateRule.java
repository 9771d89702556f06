package io.lumenvault.server.access;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * How a principal's name is made from a client certificate; ETSI GS QKD 014 clause 5.1 leaves open how.
 *
 * @param issuer the certificate's issuer, or empty for any trusted one
 * @param field the field that is looked at
 * @param pattern what the whole value has to be
 * @param principal the name, with {@code $1} for the first group of the pattern
 */
public record CertificateRule(Optional<X500Principal> issuer, CertificateName field, Pattern pattern, String principal) {

    private static final Pattern URN_NAME = Pattern.compile("urn:lumenvault:(?:.*:)?([^:]+)");
    private static final Pattern WHOLE = Pattern.compile("(.+)");

    public CertificateRule {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(field, "field");
        if (principal.contains("$1") && pattern.matcher("").groupCount() < 1) {
            throw new IllegalArgumentException("the principal '" + principal + "' uses $1, but '" + pattern + "' has no group ( )");
        }
    }

    /** The plain rule for a field: its value is the name; of a URI {@code urn:lumenvault:...:NAME} what follows the last colon. */
    public static CertificateRule plain(CertificateName field) {
        return new CertificateRule(Optional.empty(), field, field == CertificateName.URI ? URN_NAME : WHOLE, "$1");
    }

    /** The name, if the rule applies to the certificate. */
    Optional<String> name(X509Certificate certificate) {
        if (issuer.isPresent() && !issuer.get().equals(certificate.getIssuerX500Principal())) {
            return Optional.empty();
        }
        return field.in(certificate).stream().map(pattern::matcher).filter(Matcher::matches)
                .map(match -> match.replaceFirst(principal)).findFirst();
    }
}
