package io.lumenvault.server.access;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** A field of a client certificate that can hold its principal's name; ETSI GS QKD 014 clause 5.1 leaves open which does. */
public enum CertificateName {
    /** The URI subject alternative name {@code urn:lumenvault:...:<name>}: what follows its last colon. */
    URI(CertificateName::uriName),
    /** The subject's common name. */
    CN(CertificateName::commonName),
    /** The serial number, in lower-case hexadecimal. */
    SERIAL(certificate -> Optional.of(certificate.getSerialNumber().toString(16)));

    private static final String URN = "urn:lumenvault:";
    private static final int SAN_URI = 6;

    private final Function<X509Certificate, Optional<String>> reading;

    CertificateName(Function<X509Certificate, Optional<String>> reading) {
        this.reading = reading;
    }

    /**
     * The field of that name, as configuration writes it: {@code uri}, {@code cn} or {@code serial}.
     *
     * @throws IllegalArgumentException naming the fields there are
     */
    public static CertificateName named(String name) {
        for (CertificateName field : values()) {
            if (field.name().toLowerCase(Locale.ROOT).equals(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException("certificate field '" + name + "' is not known; there are "
                + Arrays.stream(values()).map(field -> field.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
    }

    Optional<String> in(X509Certificate certificate) {
        return reading.apply(certificate);
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
