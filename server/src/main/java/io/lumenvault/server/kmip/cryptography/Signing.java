package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.KeyBlock;
import java.security.PrivateKey;
import java.security.SecureRandom;

/** A signature of a message (KMIP 2.1 section 6.1.55). */
public final class Signing implements MessageOperation {

    private final PrivateKey key;
    private final SignatureScheme scheme;
    private final MessageOperation message;
    private final SecureRandom random;

    /** By a private key, with randomness from {@code random}. */
    public Signing(KeyBlock privateKey, CryptographicParameters parameters, SecureRandom random) {
        this.key = JcaKeys.privateKey(privateKey);
        this.scheme = Signatures.of(key, parameters);
        this.message = SignedMessage.of(scheme);
        this.random = random;
    }

    @Override
    public byte[] update(byte[] part) {
        return message.update(part);
    }

    @Override
    public byte[] finish(byte[] part) {
        return scheme.sign(key, message.finish(part), random);
    }

    /** Signs data whose digest is given. */
    public byte[] signDigest(byte[] digest) {
        SignedMessage.requireDigest(scheme, digest);
        return scheme.sign(key, digest, random);
    }

    @Override
    public int held() {
        return message.held();
    }

    @Override
    public void abandon() {
        message.abandon();
    }
}
