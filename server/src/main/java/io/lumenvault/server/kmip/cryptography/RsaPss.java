package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.jcajce.provider.util.DigestFactory;

/**
 * RSASSA-PSS (RFC 8017 section 8.1). Left out, the digest of the mask generator is SHA-1 and the salt as long as that
 * (KMIP 2.1 section 4.16); a verification also accepts what other signers take then: the digest of the message, and any salt.
 */
record RsaPss(HashingAlgorithm hash, HashingAlgorithm mask, Integer saltBytes) implements SignatureScheme {

    /** trailerFieldBC (RFC 8017 appendix A.2.3). */
    static final int TRAILER_FIELD = 1;

    @Override
    public byte[] sign(PrivateKey key, byte[] digest, SecureRandom random) {
        HashingAlgorithm generator = mask == null ? HashingAlgorithm.SHA_1 : mask;
        SignedMessage.requireDigest(this, digest);
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw Faults.unsupported("the key does not say its primes; without them it does not sign by RSASSA-PSS");
        }
        try {
            PSSSigner signer = signer(generator, saltBytes == null ? Hashes.bytes(generator) : saltBytes);
            signer.init(true, new ParametersWithRandom(new RSAPrivateCrtKeyParameters(rsa.getModulus(), rsa.getPublicExponent(),
                    rsa.getPrivateExponent(), rsa.getPrimeP(), rsa.getPrimeQ(), rsa.getPrimeExponentP(), rsa.getPrimeExponentQ(),
                    rsa.getCrtCoefficient()), random));
            signer.update(digest, 0, digest.length);
            return signer.generateSignature();
        } catch (CryptoException | IllegalArgumentException refused) {
            throw Faults.bad("the key is too short for this salt and digest");
        }
    }

    private static Digest digester(HashingAlgorithm algorithm) {
        Digest digest = DigestFactory.getDigest(Hashes.name(algorithm));
        if (digest == null) {
            throw Faults.unsupported("RSASSA-PSS is not served with " + algorithm.text());
        }
        return digest;
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
        RSAPublicKey rsa = (RSAPublicKey) key;
        PSSSigner signer = signer(generator, salt);
        signer.init(false, new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent()));
        signer.update(digest, 0, digest.length);
        return signer.verifySignature(claimed);
    }

    private int longestSalt(PublicKey key) {
        return (((RSAKey) key).getModulus().bitLength() + Byte.SIZE - 2) / Byte.SIZE - Hashes.bytes(hash) - 2;
    }

    /** It takes the digest in place of the message; the JDK's takes messages alone. */
    private PSSSigner signer(HashingAlgorithm generator, int salt) {
        return PSSSigner.createRawSigner(new RSABlindedEngine(), digester(hash), digester(generator), salt, PSSSigner.TRAILER_IMPLICIT);
    }
}
