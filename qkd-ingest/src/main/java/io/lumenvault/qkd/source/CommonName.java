package io.lumenvault.qkd.source;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Whom a certificate is for. */
final class CommonName {
    private CommonName() {
    }

    /** The common name of the other side; empty where its certificate has none, or several. */
    static String of(SSLSession session) throws SSLPeerUnverifiedException {
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        try {
            List<String> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN")).map(part -> part.getValue().toString()).toList();
            return names.size() == 1 ? names.getFirst() : "";
        } catch (InvalidNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
