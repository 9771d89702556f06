package io.lumenvault.server.vault;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.LifecycleDates;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An object to be stored.
 *
 * @param uid its identifier: a new one, or the one agreed with the peer for a QKD key
 * @param owner name of the principal that will own it
 * @param objectType KMIP Object Type code
 * @param cryptography algorithm, length and usage mask
 * @param dates its dates; they decide its first state
 * @param fresh KMIP Fresh
 * @param originLink the QKD link it came over, or null
 * @param attributes other attributes, in the endpoint's encoding
 * @param index searchable attributes
 */
public record NewObject(UUID uid, String owner, int objectType, Cryptography cryptography, LifecycleDates dates,
        boolean fresh, String originLink, byte[] attributes, List<IndexEntry> index) {

    public NewObject {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(cryptography, "cryptography");
        Objects.requireNonNull(dates, "dates");
        Objects.requireNonNull(attributes, "attributes");
        index = List.copyOf(index);
    }
}
