package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DerivationMethod;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.MacDerivationFunction;
import org.bouncycastle.crypto.generators.KDFCounterBytesGenerator;
import org.bouncycastle.crypto.generators.KDFDoublePipelineIterationBytesGenerator;
import org.bouncycastle.crypto.generators.KDFFeedbackBytesGenerator;
import org.bouncycastle.crypto.params.KDFCounterParameters;
import org.bouncycastle.crypto.params.KDFDoublePipelineIterationParameters;
import org.bouncycastle.crypto.params.KDFFeedbackParameters;

/**
 * The three modes of NIST SP 800-108 section 4. The Derivation Data is the whole fixed input data, Label || 0x00 || Context as KMIP 2.1
 * section 7.12 has it: nothing is put behind it, so a client that wants the length in it gives the length. The counter has 32 bits; in
 * the feedback and double-pipeline modes, where it is optional, it stands behind the iteration variable.
 */
final class PrfDerivation {

    private static final int COUNTER_BITS = 32;
    private static final byte[] EMPTY = new byte[0];

    private PrfDerivation() {}

    static byte[] derive(DerivationMethod method, byte[] key, CryptographicAlgorithm algorithm, DerivationParameters said, int bytes) {
        Mac prf = Prf.mac(algorithm, said.parameters());
        byte[] fixed = Derivation.data(said);
        byte[] out = new byte[bytes];
        try {
            generator(method, prf, key, said.initializationVector(), fixed).generateBytes(out, 0, bytes);
        } catch (IllegalArgumentException refused) {
            throw Faults.bad("the key does not fit the pseudorandom function");
        } finally {
            Arrays.fill(fixed, (byte) 0);
        }
        return out;
    }

    private static MacDerivationFunction generator(DerivationMethod method, Mac prf, byte[] key, byte[] iv, byte[] fixed) {
        MacDerivationFunction generator = switch (method) {
            case NIST800_108_C -> new KDFCounterBytesGenerator(prf);
            case NIST800_108_F -> new KDFFeedbackBytesGenerator(prf);
            case NIST800_108_DPI -> new KDFDoublePipelineIterationBytesGenerator(prf);
            default -> throw new IllegalArgumentException(method.text());
        };
        generator.init(switch (method) {
            case NIST800_108_C -> new KDFCounterParameters(key, fixed, COUNTER_BITS);
            case NIST800_108_F -> KDFFeedbackParameters.createWithCounter(key, Objects.requireNonNullElse(iv, EMPTY), fixed, COUNTER_BITS);
            default -> KDFDoublePipelineIterationParameters.createWithCounter(key, fixed, COUNTER_BITS);
        });
        return generator;
    }
}
