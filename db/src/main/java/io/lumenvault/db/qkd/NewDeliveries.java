package io.lumenvault.db.qkd;

import java.util.List;
import java.util.UUID;

/**
 * The keys of an allocation, and who of this site is to be given them by identifier.
 *
 * @param keys identifiers, in the order of the keys in the ranges
 * @param saes SAEs of this site; none when all are elsewhere
 */
public record NewDeliveries(List<UUID> keys, List<String> saes) {

    public NewDeliveries {
        keys = List.copyOf(keys);
        saes = List.copyOf(saes);
    }

    int count() {
        return Math.multiplyExact(keys.size(), saes.size());
    }
}
