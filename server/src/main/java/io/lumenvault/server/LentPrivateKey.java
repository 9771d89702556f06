package io.lumenvault.server;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.security.auth.DestroyFailedException;

/**
 * A private key that exists in the clear for one use.
 *
 * @param key destroyed by {@link #close}
 */
record LentPrivateKey(PrivateKey key) implements AutoCloseable {

    private static final String ALGORITHM = "ML-DSA-44";

    /** Makes a key pair; the caller destroys the private one. */
    static KeyPair newMlDsa(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA");
            generator.initialize(NamedParameterSpec.ML_DSA_44, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads PKCS #8; the array stays the caller's to wipe. */
    static LentPrivateKey mlDsa(byte[] encoded) {
        WipedSpec spec = new WipedSpec(encoded);
        try {
            return new LentPrivateKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(spec));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the audit log's cosigner key cannot be read", damaged);
        } finally {
            spec.wipe();
        }
    }

    static void destroy(PrivateKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException unsupported) {
            throw new IllegalStateException("the JDK does not wipe " + key.getAlgorithm() + " keys", unsupported);
        }
    }

    @Override
    public void close() {
        destroy(key);
    }

    @Override
    public String toString() {
        return "LentPrivateKey";
    }

    /** The JDK's own class keeps a copy that nobody can wipe. */
    private static final class WipedSpec extends PKCS8EncodedKeySpec {

        private final byte[] lent;

        WipedSpec(byte[] encoded) {
            super(new byte[0]);
            this.lent = encoded.clone();
        }

        @Override
        public byte[] getEncoded() {
            return lent;
        }

        void wipe() {
            Arrays.fill(lent, (byte) 0);
        }
    }
}
