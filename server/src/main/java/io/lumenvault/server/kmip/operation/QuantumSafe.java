package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;

/** The attribute Quantum Safe (KMIP 2.1 section 4.45): who asks for it is given no key that a quantum computer breaks. */
final class QuantumSafe {

    /** Grover's search halves the strength of a symmetric key. */
    private static final int SYMMETRIC_BITS = 256;

    private QuantumSafe() {}

    /** @throws KmipException with General Failure, as the profiles' test cases want it */
    static void require(CryptographicAlgorithm algorithm, int bits, ObjectAttributes... created) {
        for (ObjectAttributes one : created) {
            if (one.flag(AttributeType.QUANTUM_SAFE) && !safe(algorithm, bits)) {
                throw new KmipException(ResultReason.GENERAL_FAILURE, "a key for " + algorithm.text() + " of " + bits
                        + " bits is not Quantum Safe; AES, ChaCha20 and HMAC of 256 bits, ML-KEM, ML-DSA and SLH-DSA are");
            }
        }
    }

    private static boolean safe(CryptographicAlgorithm algorithm, int bits) {
        String name = algorithm.name();
        if (name.startsWith("ML_") || name.startsWith("SLH_")) {
            return true;
        }
        boolean symmetric = algorithm == CryptographicAlgorithm.AES || name.startsWith("CHACHA20") || name.startsWith("HMAC_");
        return symmetric && bits >= SYMMETRIC_BITS;
    }
}
