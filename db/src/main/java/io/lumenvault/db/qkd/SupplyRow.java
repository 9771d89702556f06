package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An allocation.
 *
 * @param id the same at both ends
 * @param link the QKD link
 * @param purpose keys for SAEs, or the material of a managed object
 * @param master the SAE or principal that asked
 * @param keyBits bits of each key, a multiple of 8
 * @param number of keys
 * @param createdAt when it was made at this end
 */
public record SupplyRow(UUID id, String link, Purpose purpose, String master, int keyBits, int number, Instant createdAt) {

    /** What an allocation is for. */
    public enum Purpose {
        KEYS, OBJECT
    }

    public SupplyRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(master, "master");
        Objects.requireNonNull(createdAt, "createdAt");
        if (keyBits < Byte.SIZE || keyBits % Byte.SIZE != 0 || number < 1 || number > KeyIdentifier.MOST_KEYS) {
            throw new IllegalArgumentException(number + " keys of " + keyBits + " bits; 1 to " + KeyIdentifier.MOST_KEYS
                    + " of a multiple of 8 bits are allowed");
        }
        if (purpose == Purpose.KEYS && !KeyIdentifier.isSupply(id)) {
            throw new IllegalArgumentException(id + " cannot identify an allocation of keys: its last 16 bits shall be zero");
        }
    }

    /** The identifiers of the keys for SAEs, in the order of their bytes. */
    public List<UUID> keys() {
        return IntStream.range(0, number).mapToObj(position -> KeyIdentifier.key(id, position)).toList();
    }

    /** Bytes of one key. */
    public int keyBytes() {
        return keyBits / Byte.SIZE;
    }

    /** Bytes of all keys. */
    public int totalBytes() {
        return Math.multiplyExact(keyBytes(), number);
    }
}
