package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import java.util.List;

/** Which Cryptographic Parameters count: those of the request, else the first of the key (KMIP 2.1 section 6.1.17 and its likes). */
public final class KeyParameters {

    private static final CryptographicParameters NONE = new CryptographicParameters(null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null);

    private KeyParameters() {}

    /**
     * The parameters of an operation; all are null where nobody says any.
     *
     * @param said those of the request, or null
     * @param own those of the key, in order of their index
     */
    public static CryptographicParameters of(CryptographicParameters said, List<CryptographicParameters> own) {
        return said != null ? said : own.isEmpty() ? NONE : own.getFirst();
    }

    /** Refuses an algorithm other than that of the key. */
    static void requireAlgorithm(CryptographicParameters parameters, CryptographicAlgorithm key) {
        CryptographicAlgorithm said = parameters.cryptographicAlgorithm();
        if (said != null && said != key) {
            throw Faults.bad("the key is for " + (key == null ? "no algorithm" : key.text()) + ", not for " + said.text());
        }
    }
}
