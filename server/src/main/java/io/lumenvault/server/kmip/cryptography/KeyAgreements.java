package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.object.KeyBlock;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.interfaces.ECKey;

/**
 * The secret that a private and a public key share: by elliptic curve Diffie-Hellman (NIST SP 800-56A section 5.7.1.2), or by X25519
 * and X448 (RFC 7748).
 */
public final class KeyAgreements {

    private KeyAgreements() {}

    /**
     * Derives bytes, which the caller wipes.
     *
     * @throws io.lumenvault.kmip.KmipException where the two do not agree on anything, or on less than that many bytes
     */
    public static byte[] derive(KeyBlock privateKey, KeyBlock publicKey, int bytes) {
        PrivateKey own = JcaKeys.privateKey(privateKey);
        PublicKey other = JcaKeys.publicKey(publicKey);
        try {
            KeyAgreement agreement = agreement(own);
            agreement.init(own);
            agreement.doPhase(other, true);
            return Derivation.first(agreement.generateSecret(), bytes, "the shared secret");
        } catch (GeneralSecurityException | IllegalStateException refused) {
            throw Faults.bad("the private and the public key are not of one curve, or the public key is no point to agree with");
        }
    }

    private static KeyAgreement agreement(PrivateKey own) throws GeneralSecurityException {
        if (own instanceof ECKey) {
            return KeyAgreement.getInstance("ECDH", Providers.BOUNCY_CASTLE);
        }
        return switch (own.getAlgorithm()) {
            case "EC" -> KeyAgreement.getInstance("ECDH");
            case "XDH", "X25519", "X448" -> KeyAgreement.getInstance("XDH");
            default -> throw Faults.unsupported("keys for " + own.getAlgorithm() + " agree on no secret; keys on elliptic curves do");
        };
    }
}
