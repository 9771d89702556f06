package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/**
 * RSASSA-PSS (RFC 8017 section 8.1). Left out, the digest of the mask generator is SHA-1 and the salt as long as that
 * (KMIP 2.1 section 4.16); a verification also accepts what other signers take then: the digest of the message, and any salt.
 */
record RsaPss(HashingAlgorithm hash, HashingAlgorithm mask, Integer saltBytes) implements SignatureScheme {

    private static final int TRAILER = 1;

    @Override
    public byte[] sign(PrivateKey key, byte[] digest, SecureRandom random) {
        HashingAlgorithm generator = mask == null ? HashingAlgorithm.SHA_1 : mask;
        try {
            Signature signature = started(generator, saltBytes == null ? Hashes.bytes(generator) : saltBytes);
            signature.initSign(key, random);
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw Faults.bad("the key is too short for this salt and digest, or the digest has another length");
        }
    }

    @Override
    public boolean verify(PublicKey key, byte[] digest, byte[] claimed) {
        if (digest.length != Hashes.bytes(hash)) {
            throw Faults.bad("the digested data have " + digest.length + " bytes; " + hash.text() + " has " + Hashes.bytes(hash));
        }
        List<HashingAlgorithm> generators = mask == null ? List.of(HashingAlgorithm.SHA_1, hash) : List.of(mask);
        for (HashingAlgorithm generator : generators) {
            int salt = saltBytes != null ? saltBytes : PssSalt.length(key, claimed, hash, generator);
            if (salt >= 0 && salt <= longestSalt(key) && verify(key, digest, claimed, generator, salt)) {
                return true;
            }
        }
        return false;
    }

    private boolean verify(PublicKey key, byte[] digest, byte[] claimed, HashingAlgorithm generator, int salt) {
        try {
            Signature signature = started(generator, salt);
            signature.initVerify(key);
            signature.update(digest);
            return signature.verify(claimed);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private int longestSalt(PublicKey key) {
        return (((RSAKey) key).getModulus().bitLength() + Byte.SIZE - 2) / Byte.SIZE - Hashes.bytes(hash) - 2;
    }

    /** It takes the digest in place of the message. */
    private Signature started(HashingAlgorithm generator, int salt) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("NONEwithRSASSA-PSS", Providers.BOUNCY_CASTLE);
        signature.setParameter(new PSSParameterSpec(Hashes.name(hash), "MGF1", new MGF1ParameterSpec(Hashes.name(generator)), salt, TRAILER));
        return signature;
    }
}
