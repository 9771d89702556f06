package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.server.custody.KeyMaterial;
import java.util.UUID;

/**
 * A secret that is split.
 *
 * @param uid the object that it is the key of, or null for a new secret
 * @param bits its length, as its attribute Cryptographic Length says; for parts of a new secret, what was asked for
 * @param sensitive whether its parts are Sensitive because it is
 */
record SplitSource(UUID uid, KeyMaterial secret, CryptographicAlgorithm algorithm, Integer bits, boolean sensitive)
        implements AutoCloseable {

    @Override
    public void close() {
        secret.close();
    }
}
