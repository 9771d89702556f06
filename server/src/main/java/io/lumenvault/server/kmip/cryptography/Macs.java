package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes: HMAC with every digest (FIPS 198-1), and CMAC of AES and 3DES (NIST SP 800-38B). */
public final class Macs {

    private Macs() {}

    /**
     * A MAC under a key.
     *
     * @param key the algorithm of the key; a parameter may name an HMAC for a key of any algorithm, as the profiles' test cases do
     */
    public static Mac of(byte[] bytes, CryptographicAlgorithm key, CryptographicParameters parameters) {
        CryptographicAlgorithm algorithm = parameters.cryptographicAlgorithm() == null ? key : parameters.cryptographicAlgorithm();
        if (algorithm == null) {
            throw Faults.missing("Cryptographic Algorithm");
        }
        return switch (algorithm) {
            case HMAC_MD5 -> started("HmacMD5", null, bytes, parameters);
            case HMAC_SHA1 -> started("HmacSHA1", null, bytes, parameters);
            case HMAC_SHA224 -> started("HmacSHA224", null, bytes, parameters);
            case HMAC_SHA256 -> started("HmacSHA256", null, bytes, parameters);
            case HMAC_SHA384 -> started("HmacSHA384", null, bytes, parameters);
            case HMAC_SHA512 -> started("HmacSHA512", null, bytes, parameters);
            case HMAC_SHA3_224 -> started("HmacSHA3-224", null, bytes, parameters);
            case HMAC_SHA3_256 -> started("HmacSHA3-256", null, bytes, parameters);
            case HMAC_SHA3_384 -> started("HmacSHA3-384", null, bytes, parameters);
            case HMAC_SHA3_512 -> started("HmacSHA3-512", null, bytes, parameters);
            case AES, TRIPLE_DES -> cmac(algorithm, bytes, key, parameters);
            default -> throw new KmipException(ResultReason.INVALID_FIELD, "there is no MAC by " + algorithm.text()
                    + "; there are HMAC with MD5, SHA-1, SHA-2, SHA-3, and AES and 3DES with Block Cipher Mode CMAC");
        };
    }

    private static Mac cmac(CryptographicAlgorithm algorithm, byte[] bytes, CryptographicAlgorithm key, CryptographicParameters parameters) {
        KeyParameters.requireAlgorithm(parameters, key);
        if (parameters.blockCipherMode() != BlockCipherMode.CMAC) {
            throw parameters.blockCipherMode() == null ? Faults.missing("Block Cipher Mode CMAC, or an HMAC as Cryptographic Algorithm,")
                    : Faults.unsupported("Block Cipher Mode " + parameters.blockCipherMode().text() + " is not served for a MAC; CMAC is");
        }
        if (algorithm == CryptographicAlgorithm.AES) {
            return initialised("AESCMAC", Providers.BOUNCY_CASTLE, bytes, "AES");
        }
        byte[] three = TripleDesKeys.threeKeys(bytes);
        try {
            return initialised("DESEDECMAC", Providers.BOUNCY_CASTLE, three, "DESede");
        } finally {
            Arrays.fill(three, (byte) 0);
        }
    }

    private static Mac started(String name, Provider provider, byte[] bytes, CryptographicParameters parameters) {
        if (parameters.blockCipherMode() != null) {
            throw Faults.bad("an HMAC has no Block Cipher Mode");
        }
        return initialised(name, provider, bytes, name);
    }

    private static Mac initialised(String name, Provider provider, byte[] bytes, String keyAlgorithm) {
        try {
            Mac mac = provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
            mac.init(new SecretKeySpec(bytes, keyAlgorithm));
            return mac;
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw Faults.bad("the key does not fit " + name);
        }
    }
}
