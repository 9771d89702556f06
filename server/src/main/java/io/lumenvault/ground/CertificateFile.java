package io.lumenvault.ground;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** X.509 certificates in a file, in PEM or DER. */
public final class CertificateFile {

    private CertificateFile() {}

    /** The first certificate. @throws CertificateException that names the file, when it has none */
    public static X509Certificate first(Path file) throws IOException, CertificateException {
        return all(file).getFirst();
    }

    /** All of them, one at least; the same. */
    public static List<X509Certificate> all(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast).toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException unreadable) {
            throw new CertificateException("no certificate can be read from " + file, unreadable);
        }
        throw new CertificateException("no certificate can be read from " + file);
    }
}
