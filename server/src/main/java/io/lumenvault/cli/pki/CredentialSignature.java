package io.lumenvault.cli.pki;

import io.lumenvault.ground.CertificateFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** Signs with the private key of a certificate: ECDSA or RSA (PKCS #1 v1.5) over SHA-256. */
public final class CredentialSignature {

    private CredentialSignature() {}

    /**
     * The signature of a text.
     *
     * @throws IOException naming the files, when one of them cannot be read or used, or they do not belong together
     */
    public static byte[] sign(Credential credential, byte[] text) throws IOException {
        try {
            X509Certificate certificate = CertificateFile.first(credential.certificate());
            String algorithm = certificate.getPublicKey().getAlgorithm();
            Signature signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(PemFile.readKey(credential.key(), algorithm));
            signature.update(text);
            byte[] made = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            if (!signature.verify(made)) {
                throw new IOException("the key " + credential.key() + " does not belong to the certificate " + credential.certificate());
            }
            return made;
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException(credential.certificate() + " and " + credential.key() + " cannot be used to sign: " + unusable.getMessage(), unusable);
        }
    }
}
