package io.lumenvault.server.custody;

import io.lumenvault.db.object.StorageClass;

/** Says where the material of a new key is to be kept, where its maker has not said so. */
@FunctionalInterface
public interface StorageClassRule {

    /**
     * What is known of a key that is being made.
     *
     * @param owner the principal that will own it
     * @param algorithm KMIP Cryptographic Algorithm code
     * @param bits its length
     */
    record NewKey(String owner, int algorithm, int bits) {}

    /** The class; {@code internal} is refused later for keys that the token cannot make. */
    StorageClass of(NewKey key);
}
