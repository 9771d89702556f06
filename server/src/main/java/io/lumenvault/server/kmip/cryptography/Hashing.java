package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.security.MessageDigest;

/** The digest of a message (KMIP 2.1 section 6.1.24). */
public final class Hashing implements MessageOperation {

    private static final byte[] NOTHING = new byte[0];

    private final MessageDigest digest;

    /** A digest of that kind. */
    public Hashing(HashingAlgorithm algorithm) {
        digest = Hashes.digest(algorithm);
    }

    /** The digest that parameters name. */
    public static Hashing of(CryptographicParameters parameters) {
        if (parameters.hashingAlgorithm() == null) {
            throw Faults.missing("Hashing Algorithm");
        }
        return new Hashing(parameters.hashingAlgorithm());
    }

    @Override
    public byte[] update(byte[] part) {
        digest.update(part);
        return NOTHING;
    }

    @Override
    public byte[] finish(byte[] part) {
        return digest.digest(part);
    }
}
