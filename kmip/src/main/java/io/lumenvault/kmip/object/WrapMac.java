package io.lumenvault.kmip.object;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.Map;

/** The HMAC that the parameters of a MAC key ask for (2.1 section 3.3); SHA-256 where they do not say. */
final class WrapMac {

    private static final Map<HashingAlgorithm, String> HMACS = Map.of(HashingAlgorithm.SHA_1, "HmacSHA1",
            HashingAlgorithm.SHA_256, "HmacSHA256", HashingAlgorithm.SHA_384, "HmacSHA384", HashingAlgorithm.SHA_512, "HmacSHA512");
    private static final Map<CryptographicAlgorithm, HashingAlgorithm> HASHES = Map.of(
            CryptographicAlgorithm.HMAC_SHA1, HashingAlgorithm.SHA_1, CryptographicAlgorithm.HMAC_SHA256, HashingAlgorithm.SHA_256,
            CryptographicAlgorithm.HMAC_SHA384, HashingAlgorithm.SHA_384, CryptographicAlgorithm.HMAC_SHA512, HashingAlgorithm.SHA_512);

    private WrapMac() {
    }

    /** The name by which the JDK has it. @throws KmipException with Feature Not Supported for a MAC not done here, or a signature */
    static String algorithm(KeyInformation information) {
        CryptographicParameters asked = KeyInformation.parameters(information);
        if (asked.digitalSignatureAlgorithm() != null || asked.blockCipherMode() != null) {
            throw unsupported(asked.digitalSignatureAlgorithm() != null ? asked.digitalSignatureAlgorithm().text()
                    : asked.blockCipherMode().text());
        }
        HashingAlgorithm hash = asked.hashingAlgorithm();
        if (asked.cryptographicAlgorithm() != null) {
            HashingAlgorithm own = HASHES.get(asked.cryptographicAlgorithm());
            if (own == null || hash != null && hash != own) {
                throw unsupported(asked.cryptographicAlgorithm().text() + (hash == null ? "" : " and " + hash.text()));
            }
            hash = own;
        }
        String algorithm = HMACS.get(hash == null ? HashingAlgorithm.SHA_256 : hash);
        if (algorithm == null) {
            throw unsupported(hash.text());
        }
        return algorithm;
    }

    private static KmipException unsupported(String what) {
        return new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "a MAC with " + what + " is not supported");
    }
}
