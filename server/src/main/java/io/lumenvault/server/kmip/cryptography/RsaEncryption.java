package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.PaddingMethod;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA encryption: OAEP with its parameters, and PKCS #1 v1.5 (RFC 8017 section 7). */
public final class RsaEncryption {

    private RsaEncryption() {}

    /** Refuses what RSA would not look at: who gives a tag or additional data takes what comes out for authenticated. */
    public static void requireNone(byte[] iv, byte[] additional, byte[] tag) {
        if (iv != null || tag != null || additional != null && additional.length > 0) {
            throw Faults.bad("RSA takes no IV/Counter/Nonce, no Authenticated Encryption Additional Data and no Authenticated Encryption Tag");
        }
    }

    /** Encrypts one message under a public key; the random source makes the padding. */
    public static MessageOperation encrypting(KeyBlock publicKey, CryptographicParameters parameters, SecureRandom random) {
        return of(JcaKeys.publicKey(publicKey), parameters, Cipher.ENCRYPT_MODE, random);
    }

    /** Decrypts one message under a private key. */
    public static MessageOperation decrypting(KeyBlock privateKey, CryptographicParameters parameters) {
        return of(JcaKeys.privateKey(privateKey), parameters, Cipher.DECRYPT_MODE, null);
    }

    private static MessageOperation of(Key key, CryptographicParameters parameters, int mode, SecureRandom random) {
        KeyParameters.requireAlgorithm(parameters, CryptographicAlgorithm.RSA);
        if (parameters.blockCipherMode() != null) {
            throw Faults.bad("RSA has no Block Cipher Mode");
        }
        if (!key.getAlgorithm().equals("RSA")) {
            throw Faults.bad("a key for " + key.getAlgorithm() + " does not encrypt; public keys for RSA do");
        }
        Cipher cipher = started(key, parameters, mode, random);
        return new HeldParts(message -> {
            try {
                return cipher.doFinal(message);
            } catch (GeneralSecurityException refused) {
                throw Faults.ofData(refused, mode == Cipher.ENCRYPT_MODE ? "encrypted" : "decrypted");
            }
        });
    }

    private static Cipher started(Key key, CryptographicParameters parameters, int mode, SecureRandom random) {
        try {
            PaddingMethod padding = parameters.paddingMethod();
            if (padding == PaddingMethod.PKCS1_V1_5) {
                Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                cipher.init(mode, key, random);
                return cipher;
            }
            if (padding == PaddingMethod.OAEP) {
                Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
                cipher.init(mode, key, oaep(parameters), random);
                return cipher;
            }
            throw padding == null ? Faults.missing("Padding Method")
                    : Faults.unsupported("Padding Method " + padding.text() + " is not served for RSA encryption; OAEP and PKCS1 v1.5 are");
        } catch (GeneralSecurityException refused) {
            throw Faults.bad("the key does not fit the parameters");
        }
    }

    /** KMIP 2.1 section 4.16: the digest of the mask generator is SHA-1 where none is named, and P Source is empty. */
    private static OAEPParameterSpec oaep(CryptographicParameters parameters) {
        HashingAlgorithm hash = parameters.hashingAlgorithm() == null ? HashingAlgorithm.SHA_1 : parameters.hashingAlgorithm();
        HashingAlgorithm mask = parameters.maskGeneratorHashingAlgorithm() == null ? HashingAlgorithm.SHA_1
                : parameters.maskGeneratorHashingAlgorithm();
        byte[] source = parameters.pSource() == null ? new byte[0] : parameters.pSource();
        return new OAEPParameterSpec(Hashes.name(hash), "MGF1", new MGF1ParameterSpec(Hashes.name(mask)), new PSource.PSpecified(source));
    }
}
