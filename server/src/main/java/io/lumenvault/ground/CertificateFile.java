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

    /** How a file is read. */
    private interface Reading<T> {
        T from(CertificateFactory x509, InputStream in) throws CertificateException;
    }

    /** The first certificate, whatever follows it. @throws CertificateException that names the file, when it does not begin with one */
    public static X509Certificate first(Path file) throws IOException, CertificateException {
        return read(file, (x509, in) -> (X509Certificate) x509.generateCertificate(in));
    }

    /** All of them, one at least. @throws CertificateException that names the file, when it holds something else or nothing */
    public static List<X509Certificate> all(Path file) throws IOException, CertificateException {
        List<X509Certificate> found = read(file,
                (x509, in) -> x509.generateCertificates(in).stream().map(X509Certificate.class::cast).toList());
        if (found.isEmpty()) {
            throw new CertificateException("no certificate can be read from " + file);
        }
        return found;
    }

    private static <T> T read(Path file, Reading<T> reading) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return reading.from(CertificateFactory.getInstance("X.509"), in);
        } catch (CertificateException unreadable) {
            throw new CertificateException("no certificate can be read from " + file, unreadable);
        }
    }
}
