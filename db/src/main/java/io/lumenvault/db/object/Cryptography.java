package io.lumenvault.db.object;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The cryptographic attributes that every layer reads (KMIP 1.4 sections 3.4, 3.5, 3.19); null where the object has none.
 *
 * @param algorithm KMIP Cryptographic Algorithm code
 * @param length Cryptographic Length in bits
 * @param usageMask KMIP Cryptographic Usage Mask
 */
@Embeddable
public record Cryptography(
        @Column(name = "cryptographic_algorithm") Integer algorithm,
        @Column(name = "cryptographic_length") Integer length,
        @Column(name = "cryptographic_usage_mask") Integer usageMask) {

    public static final Cryptography NONE = new Cryptography(null, null, null);
}
