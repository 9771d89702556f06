package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.object.KeyBlock;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KEM;

/** ML-KEM (FIPS 203) of all three sizes. */
public final class KeyEncapsulation {

    /** Bytes of the shared secret (FIPS 203 section 8). */
    public static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "ML-KEM";

    private KeyEncapsulation() {}

    /**
     * A new shared secret.
     *
     * @param secret which the caller wipes
     * @param data its encapsulation, for whoever has the private key
     */
    public record Made(byte[] secret, byte[] data) {

        @Override
        public String toString() {
            return "Made[" + data.length + " bytes]";
        }
    }

    /**
     * Makes a shared secret.
     *
     * @param random where its randomness comes from
     */
    public static Made encapsulate(KeyBlock publicKey, SecureRandom random) {
        try {
            KEM.Encapsulated made = KEM.getInstance(ALGORITHM).newEncapsulator(JcaKeys.publicKey(publicKey), random).encapsulate();
            return new Made(made.key().getEncoded(), made.encapsulation());
        } catch (GeneralSecurityException refused) {
            throw notMlKem();
        }
    }

    /** The shared secret of an encapsulation. One that was changed gives another secret, not an error (FIPS 203 section 6.3). */
    public static byte[] decapsulate(KeyBlock privateKey, byte[] data) {
        KEM.Decapsulator decapsulator;
        try {
            decapsulator = KEM.getInstance(ALGORITHM).newDecapsulator(JcaKeys.privateKey(privateKey));
        } catch (GeneralSecurityException refused) {
            throw notMlKem();
        }
        try {
            return decapsulator.decapsulate(data).getEncoded();
        } catch (GeneralSecurityException refused) {
            throw Faults.ofData(refused, "decapsulated");
        }
    }

    private static RuntimeException notMlKem() {
        return Faults.unsupported("secrets are encapsulated under keys for ML-KEM alone");
    }
}
