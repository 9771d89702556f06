package io.lumenvault.cli.pki;

import io.lumenvault.ground.CertificateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS with a certificate at both ends, from PEM files. */
public final class MutualTls {

    private MutualTls() {}

    /**
     * A context that presents the credential and trusts the one authority.
     *
     * @throws IOException naming the files, when one of them cannot be read or used
     */
    public static SSLContext context(Credential credential, Path authority) throws IOException {
        try {
            Certificate own = CertificateFile.first(credential.certificate());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(s -> s.setKeyEntry("own", PemFile.readKey(credential.key()), new char[0], new Certificate[] {own})), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(authority), null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("TLS cannot be set up from " + credential.certificate() + ", " + credential.key() + " and " + authority + ": " + e.getMessage(), e);
        }
    }

    /** A context without a certificate of one's own, for those who show who they are in another way. */
    public static SSLContext trusting(Path authority) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(authority), null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("TLS cannot be set up from " + authority + ": " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trust(Path authority) throws GeneralSecurityException, IOException {
        Certificate trusted = CertificateFile.first(authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(s -> s.setCertificateEntry("authority", trusted)));
        return trust.getTrustManagers();
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private static KeyStore store(Filling filling) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        filling.fill(store);
        return store;
    }
}
