package io.lumenvault.server.access;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** A field of a client certificate that can hold its principal's name. */
public enum CertificateName {
    /** The URI subject alternative names. */
    URI(CertificateName::uris),
    /** The subject's common name. */
    CN(CertificateName::commonNames),
    /** The serial number, in lower-case hexadecimal. */
    SERIAL(certificate -> List.of(certificate.getSerialNumber().toString(16)));

    private static final int SAN_URI = 6;

    private final Function<X509Certificate, List<String>> reading;

    CertificateName(Function<X509Certificate, List<String>> reading) {
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

    /** The values of the field, in the certificate's order. */
    List<String> in(X509Certificate certificate) {
        return reading.apply(certificate);
    }

    private static List<String> uris(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names.stream()
                    .filter(name -> (Integer) name.get(0) == SAN_URI)
                    .map(name -> (String) name.get(1)).toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    private static List<String> commonNames(X509Certificate certificate) {
        try {
            LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
            return subject.getRdns().stream()
                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                    .map(rdn -> rdn.getValue().toString()).toList();
        } catch (InvalidNameException unreadable) {
            return List.of();
        }
    }
}
