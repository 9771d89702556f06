package io.lumenvault.db.audit;

import io.lumenvault.db.object.SealedMaterial;
import java.util.Objects;
import java.util.UUID;

/**
 * The key of a cosigner as stored.
 *
 * @param name the cosigner's name
 * @param since number of the log's leaves when the key was made; heads of larger trees carry its signature
 * @param id what the sealed record is bound to
 * @param publicKey the public key as its algorithm encodes it
 * @param sealed the private key, sealed by the HSM
 */
public record CosignerKey(String name, long since, UUID id, byte[] publicKey, SealedMaterial sealed) {

    public CosignerKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(sealed, "sealed");
    }
}
