package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.function.UnaryOperator;

/**
 * A scheme of the JDK, or of Bouncy Castle.
 *
 * @param name of the algorithm there
 * @param provider null for the JDK
 * @param prepared what is signed of the digest
 */
record JcaSignature(String name, Provider provider, HashingAlgorithm hash, UnaryOperator<byte[]> prepared) implements SignatureScheme {

    @Override
    public byte[] sign(PrivateKey key, byte[] message, SecureRandom random) {
        try {
            Signature signature = instance();
            signature.initSign(key, random);
            signature.update(prepared.apply(message));
            return signature.sign();
        } catch (GeneralSecurityException refused) {
            throw Faults.ofData(refused, "signed");
        }
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, byte[] claimed) {
        Signature signature;
        try {
            signature = instance();
            signature.initVerify(key);
            signature.update(prepared.apply(message));
        } catch (GeneralSecurityException refused) {
            throw Faults.bad("the key does not fit the signature algorithm");
        }
        try {
            return signature.verify(claimed);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private Signature instance() throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    }
}
