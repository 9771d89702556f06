package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
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

    /** The secret of a key, which is taken over. @param key what is known of it */
    static SplitSource of(ManagedObject key, byte[] secret, UsageTerms terms) {
        CryptographicAlgorithm algorithm = key.cryptography().algorithm() == null ? null
                : Enumerations.find(CryptographicAlgorithm.class, key.cryptography().algorithm()).orElse(null);
        Integer bits = key.cryptography().length();
        return new SplitSource(key.uid(), KeyMaterial.owning(secret), algorithm,
                bits == null ? Integer.valueOf(secret.length * Byte.SIZE) : bits, terms);
    }

    @Override
    public void close() {
        secret.close();
    }
}
