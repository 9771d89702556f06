package io.lumenvault.db.object;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Key material as the store knows it: sealed by the HSM.
 *
 * @param generation the master key generation it is sealed under
 * @param bytes IV, ciphertext and tag; never plaintext
 */
@Embeddable
public record SealedMaterial(
        @Column(name = "generation") Integer generation,
        @Column(name = "sealed") byte[] bytes) {

    @Override
    public String toString() {
        return "SealedMaterial[generation " + generation + ", " + (bytes == null ? 0 : bytes.length) + " bytes]";
    }
}
