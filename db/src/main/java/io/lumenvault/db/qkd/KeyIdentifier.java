package io.lumenvault.db.qkd;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifiers of QKD keys. Those of one allocation differ in their last 16 bits alone, which number its keys from 0; the allocation's own
 * identifier has zeros there. So a key is found by its allocation's row, and needs no row of its own; the 106 random bits before make
 * the identifiers of allocations unique and no easier to guess.
 */
public final class KeyIdentifier {

    /** Keys that one allocation can hold. */
    public static final int MOST_KEYS = 1 << Short.SIZE;

    private static final long POSITION = MOST_KEYS - 1L;

    private KeyIdentifier() {}

    /** The identifier of a new allocation, from a random one. */
    public static UUID supply(UUID random) {
        return new UUID(random.getMostSignificantBits(), random.getLeastSignificantBits() & ~POSITION);
    }

    /** Whether an identifier can be that of an allocation. */
    public static boolean isSupply(UUID identifier) {
        return position(identifier) == 0;
    }

    /**
     * The identifier of an allocation's key.
     *
     * @param position the key's place in the allocation, from 0
     */
    public static UUID key(UUID supply, int position) {
        Objects.checkIndex(position, MOST_KEYS);
        return new UUID(supply.getMostSignificantBits(), supply.getLeastSignificantBits() | position);
    }

    /** The allocation that a key would belong to, if there is such a key. */
    static UUID supplyOf(UUID key) {
        return supply(key);
    }

    /** The place in its allocation that a key would have. */
    static int position(UUID key) {
        return (int) (key.getLeastSignificantBits() & POSITION);
    }
}
