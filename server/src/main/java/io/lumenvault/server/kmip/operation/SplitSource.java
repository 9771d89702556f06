package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.server.custody.KeyMaterial;
import java.util.UUID;

/**
 * A secret that is split.
 *
 * @param uid the object that it is the key of, or null for a new secret
 * @param bits its length, as its attribute Cryptographic Length says; for parts of a new secret, what was asked for
 * @param terms what binds its parts as it binds the key
 */
record SplitSource(UUID uid, KeyMaterial secret, CryptographicAlgorithm algorithm, Integer bits, UsageTerms terms)
        implements AutoCloseable {

    @Override
    public void close() {
        secret.close();
    }
}
