package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The parts of a certificate's names as attributes of their own (KMIP 2.1 section 4.8). */
final class DistinguishedNames {

    private static final Map<String, String> KNOWN = Map.of("1.2.840.113549.1.9.1", "EMAIL", "2.5.4.12", "TITLE",
            "2.5.4.5", "SERIALNUMBER", "2.5.4.46", "DNQUALIFIER", "2.5.4.8", "ST");
    private static final Map<String, AttributeType> SUBJECT = Map.ofEntries(Map.entry("CN", AttributeType.CERTIFICATE_SUBJECT_CN),
            Map.entry("O", AttributeType.CERTIFICATE_SUBJECT_O), Map.entry("OU", AttributeType.CERTIFICATE_SUBJECT_OU),
            Map.entry("EMAIL", AttributeType.CERTIFICATE_SUBJECT_EMAIL), Map.entry("C", AttributeType.CERTIFICATE_SUBJECT_C),
            Map.entry("ST", AttributeType.CERTIFICATE_SUBJECT_ST), Map.entry("L", AttributeType.CERTIFICATE_SUBJECT_L),
            Map.entry("UID", AttributeType.CERTIFICATE_SUBJECT_UID), Map.entry("TITLE", AttributeType.CERTIFICATE_SUBJECT_TITLE),
            Map.entry("SERIALNUMBER", AttributeType.CERTIFICATE_SUBJECT_SERIAL_NUMBER),
            Map.entry("DC", AttributeType.CERTIFICATE_SUBJECT_DC),
            Map.entry("DNQUALIFIER", AttributeType.CERTIFICATE_SUBJECT_DN_QUALIFIER));
    private static final Map<String, AttributeType> ISSUER = Map.ofEntries(Map.entry("CN", AttributeType.CERTIFICATE_ISSUER_CN),
            Map.entry("O", AttributeType.CERTIFICATE_ISSUER_O), Map.entry("OU", AttributeType.CERTIFICATE_ISSUER_OU),
            Map.entry("EMAIL", AttributeType.CERTIFICATE_ISSUER_EMAIL), Map.entry("C", AttributeType.CERTIFICATE_ISSUER_C),
            Map.entry("ST", AttributeType.CERTIFICATE_ISSUER_ST), Map.entry("L", AttributeType.CERTIFICATE_ISSUER_L),
            Map.entry("UID", AttributeType.CERTIFICATE_ISSUER_UID), Map.entry("TITLE", AttributeType.CERTIFICATE_ISSUER_TITLE),
            Map.entry("SERIALNUMBER", AttributeType.CERTIFICATE_ISSUER_SERIAL_NUMBER),
            Map.entry("DC", AttributeType.CERTIFICATE_ISSUER_DC),
            Map.entry("DNQUALIFIER", AttributeType.CERTIFICATE_ISSUER_DN_QUALIFIER));

    private DistinguishedNames() {}

    /** Sets the parts of both names. */
    static void describe(ObjectAttributes created, X500Principal subject, X500Principal issuer) {
        set(created, subject, SUBJECT);
        set(created, issuer, ISSUER);
    }

    /** Takes away the parts of both names. */
    static void forget(ObjectAttributes created) {
        Stream.concat(SUBJECT.values().stream(), ISSUER.values().stream()).flatMap(type -> created.instances(type).stream())
                .forEach(created::remove);
    }

    /** A part of a kind that has no attribute, or that is no text, is in the whole name alone. */
    private static void set(ObjectAttributes created, X500Principal name, Map<String, AttributeType> types) {
        for (Rdn part : parts(name)) {
            AttributeType type = types.get(part.getType().toUpperCase(Locale.ROOT));
            if (type != null && part.getValue() instanceof String text) {
                created.add(type, Item.Text.of(type.tag(), text));
            }
        }
    }

    private static List<Rdn> parts(X500Principal name) {
        try {
            return new LdapName(name.getName(X500Principal.RFC2253, KNOWN)).getRdns();
        } catch (InvalidNameException unreadable) {
            return List.of();
        }
    }
}
