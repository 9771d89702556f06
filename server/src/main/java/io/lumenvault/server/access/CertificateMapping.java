package io.lumenvault.server.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Reads a principal's name from its client certificate: the URI subject alternative name {@code urn:lumenvault:...:<name>}
 * if there is one, then the subject's common name. ETSI GS QKD 014 clause 5.1 leaves the field open.
 */
final class CertificateMapping {

    private static final String URN = "urn:lumenvault:";
    private static final int SAN_URI = 6;

    private CertificateMapping() {}

    static Optional<String> name(X509Certificate certificate) {
        return uriName(certificate).or(() -> commonName(certificate));
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<String> uriName(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            return names.stream()
                    .filter(name -> (Integer) name.get(0) == SAN_URI)
                    .map(name -> (String) name.get(1))
                    .filter(uri -> uri.startsWith(URN))
                    .map(uri -> uri.substring(uri.lastIndexOf(':') + 1))
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
            return subject.getRdns().stream()
                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue)
                    .map(Object::toString)
                    .findFirst();
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }
}
