package io.lumenvault.hsm;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/** The audit signing key: a handle in the token, and the public key. */
record SigningKey(PrivateKey handle, PublicKey publicKey) {

    private static final String ALIAS = "lumenvault.audit.signing";

    /** Finds the key in the token, or makes it there. */
    static SigningKey findOrCreate(Cryptoki cryptoki, Provider provider) {
        synchronized (cryptoki.objectCreation()) {
            try {
                KeyStore store = KeyStore.getInstance("PKCS11", provider);
                store.load(null, null);
                if (!store.isKeyEntry(ALIAS)) {
                    create(store, provider);
                }
                return new SigningKey((PrivateKey) store.getKey(ALIAS, null), store.getCertificate(ALIAS).getPublicKey());
            } catch (GeneralSecurityException | IOException | RuntimeException e) {
                throw Failures.translate(e);
            }
        }
    }

    /** The public key outside the token, so that it is the JDK and not the token that verifies. */
    PublicKey softwarePublicKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(publicKey.getEncoded()));
    }

    /** SunPKCS11 finds a private key in a token only through a certificate with the same CKA_ID, so the key certifies itself. */
    private static void create(KeyStore store, Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Certificate certificate = SelfSignedCertificate.of(pair, provider);
        store.setKeyEntry(ALIAS, pair.getPrivate(), null, new Certificate[] {certificate});
    }
}
