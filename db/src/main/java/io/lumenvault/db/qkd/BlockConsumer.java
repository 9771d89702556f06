package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An allocation that took key from given blocks.
 *
 * @param supply its identifier; for a managed object that of the object
 * @param purpose keys or object
 * @param master the SAE or principal that asked
 * @param saes SAEs of this site that were entitled to the keys
 * @param keyBits bits of each key
 * @param number of keys
 * @param undelivered deliveries to SAEs of this site still to come
 * @param state reserved, supplied, voiding, void or quarantined
 * @param createdAt when
 */
public record BlockConsumer(UUID supply, String purpose, String master, List<String> saes, int keyBits, int number, int undelivered,
        String state, Instant createdAt) {

    public BlockConsumer {
        saes = List.copyOf(saes);
    }
}
