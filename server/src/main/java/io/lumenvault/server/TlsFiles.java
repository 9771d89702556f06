package io.lumenvault.server;

import io.lumenvault.ground.CertificateFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Looks at the node's own certificate, its private key and the authority that it trusts. */
final class TlsFiles {

    private static final String CERTIFICATE = "lumenvault.tls.certificate";
    private static final String KEY = "lumenvault.tls.key";
    private static final String AUTHORITY = "lumenvault.tls.ca";
    private static final byte[] PROBE = {1};

    private TlsFiles() {}

    /**
     * Checks all three.
     *
     * @return the algorithm of the node's own key
     * @throws StartupException naming the key of the file that is wrong, and the file
     */
    static String check(SiteConfig.Tls tls) {
        X509Certificate own = certificate(CERTIFICATE, tls.certificate());
        certificate(AUTHORITY, tls.ca());
        SecretFile.requirePrivate(tls.key());
        if (!belongs(privateKey(tls.key()), own.getPublicKey())) {
            throw new StartupException(KEY + ": the key in " + tls.key() + " does not belong to the certificate in " + tls.certificate());
        }
        return own.getPublicKey().getAlgorithm();
    }

    private static X509Certificate certificate(String setting, Path file) {
        try {
            X509Certificate certificate = CertificateFile.first(file);
            certificate.checkValidity();
            return certificate;
        } catch (CertificateExpiredException expired) {
            throw new StartupException(setting + ": the certificate in " + file + " has expired (" + expired.getMessage() + ")");
        } catch (CertificateNotYetValidException early) {
            throw new StartupException(setting + ": the certificate in " + file + " is not valid yet (" + early.getMessage() + ")");
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new StartupException(setting + ": no certificate can be read from " + file);
        }
    }

    private static PrivateKey privateKey(Path file) {
        try (Reader reader = Files.newBufferedReader(file); PEMParser pem = new PEMParser(reader)) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (pem.readObject()) {
                case PrivateKeyInfo plain -> converter.getPrivateKey(plain);
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case null, default -> throw unreadable(file);
            };
        } catch (IOException _) {
            throw unreadable(file);
        }
    }

    private static StartupException unreadable(Path file) {
        return new StartupException(KEY + ": no private key without passphrase can be read from " + file);
    }

    /** A signature by the one must verify by the other. */
    private static boolean belongs(PrivateKey key, PublicKey certified) {
        String algorithm = switch (certified.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> certified.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
