package io.lumenvault.qkd.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate, private key and trusted authority of a module, as PEM files.
 *
 * @param certificate certificate chain, the module's own first
 * @param key private key in PKCS#8, EC, RSA or EdDSA, not encrypted
 * @param authority certificates of the authority that issued the key manager's
 */
public record TlsIdentity(Path certificate, Path key, Path authority) {
    private static final char[] NO_PASSWORD = new char[0];

    /** A TLS context that shows this identity and trusts the authority alone. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("module", readKey(), NO_PASSWORD, readCertificates(certificate));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        int number = 0;
        for (Certificate issuer : readCertificates(authority)) {
            trusted.setCertificateEntry("authority" + number++, issuer);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Certificate[] readCertificates(Path file) throws IOException, GeneralSecurityException {
        Certificate[] found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))).toArray(Certificate[]::new);
        if (found.length == 0) {
            throw new IOException(file + " holds no certificate");
        }
        return found;
    }

    private PrivateKey readKey() throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(key);
        byte[] encoded = decode(pem);
        Arrays.fill(pem, (byte) 0);
        try {
            for (String algorithm : new String[] {"EC", "RSA", "EdDSA"}) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                } catch (InvalidKeySpecException e) {
                    // Not this algorithm: the encoding names it, but only the right factory reads it.
                    continue;
                }
            }
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        throw new IOException(key + " holds no EC, RSA or EdDSA private key in PKCS#8");
    }

    private byte[] decode(byte[] pem) throws IOException {
        int from = indexOf(pem, "-----BEGIN PRIVATE KEY-----", 0);
        int to = from < 0 ? -1 : indexOf(pem, "-----END PRIVATE KEY-----", from);
        if (to < 0) {
            throw new IOException(key + " holds no 'PRIVATE KEY' in PEM (PKCS#8)");
        }
        byte[] body = Arrays.copyOfRange(pem, from + 27, to);
        try {
            return Base64.getMimeDecoder().decode(body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static int indexOf(byte[] text, String wanted, int from) {
        byte[] pattern = wanted.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i + pattern.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }
}
