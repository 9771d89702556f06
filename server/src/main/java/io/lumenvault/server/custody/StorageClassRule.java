package io.lumenvault.server.custody;

import io.lumenvault.db.object.StorageClass;

/** Says where the material of a principal's new keys is to be kept where neither the policy nor their maker has said so. */
@FunctionalInterface
public interface StorageClassRule {

    /** The class; {@code internal} and {@code translate} are refused later for keys that the token cannot make. */
    StorageClass of(String owner);
}
