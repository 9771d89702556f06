package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 (RFC 8018 section 5.2, which replaces RFC 2898): by HMAC-SHA-1, its default, unless another hash is named. */
final class PasswordDerivation {

    /** A few seconds of one processor. OWASP asks for 600,000 with SHA-256 and 1,300,000 with SHA-1, where 256 bits are two blocks. */
    private static final long MOST_WORK = 3_000_000;

    /** Others wait, on virtual threads: who derives from passwords leaves processors to those who do not. */
    private static final Semaphore AT_ONCE = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private PasswordDerivation() {}

    /** The digest of the pseudorandom function, once all that the method needs is there. */
    static Digest required(CryptographicAlgorithm algorithm, DerivationParameters said, int bytes) {
        if (said.salt() == null) {
            throw Faults.missing("Salt");
        }
        if (said.iterationCount() == null) {
            throw Faults.missing("Iteration Count");
        }
        Digest digest = Prf.digest(Prf.hash(algorithm, said.parameters()).orElse(HashingAlgorithm.SHA_1));
        long blocks = (bytes + digest.getDigestSize() - 1) / digest.getDigestSize();
        if (said.iterationCount() < 1 || said.iterationCount() * blocks > MOST_WORK) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Iteration Count is " + said.iterationCount()
                    + "; allowed are 1 to " + MOST_WORK / blocks + " for a key of this length");
        }
        return digest;
    }

    static byte[] derive(byte[] password, CryptographicAlgorithm algorithm, DerivationParameters said, int bytes) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(required(algorithm, said, bytes));
        generator.init(password, said.salt(), said.iterationCount());
        AT_ONCE.acquireUninterruptibly();
        try {
            return ((KeyParameter) generator.generateDerivedParameters(bytes * Byte.SIZE)).getKey();
        } finally {
            AT_ONCE.release();
        }
    }
}
