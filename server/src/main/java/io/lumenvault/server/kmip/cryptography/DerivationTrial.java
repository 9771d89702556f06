package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;

/** Whether a derivation can be done with a key that is not at hand yet, and is used up when it is. */
public final class DerivationTrial {

    private DerivationTrial() {}

    /**
     * Refuses what {@link Derivation#derive} would refuse whatever the bytes of the key are.
     *
     * @param keyBytes the length of the key
     * @param algorithm what it is for
     */
    public static void require(DerivationMethod method, int keyBytes, CryptographicAlgorithm algorithm, DerivationParameters said, int bytes) {
        if (method == DerivationMethod.PBKDF2) {
            // To derive would take as long as it will take with the key itself.
            Derivation.requireOwn(method, said);
            PasswordDerivation.required(algorithm, said, bytes);
            return;
        }
        byte[] anyKey = new byte[keyBytes];
        for (int i = 0; i < anyKey.length; i++) {
            anyKey[i] = (byte) i;
        }
        Derivation.derive(method, anyKey, algorithm, said, bytes);
    }
}
