package io.lumenvault.db.policy;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The objects that count to a quota: those of one owner that meet every condition; an empty condition is met by all.
 *
 * @param owner name of the owning principal
 * @param objectTypes KMIP Object Type codes
 * @param algorithms KMIP Cryptographic Algorithm codes
 * @param originLinks QKD links that the material came over
 * @param labels values by searchable attribute
 */
public record QuotaScope(String owner, Set<Integer> objectTypes, Set<Integer> algorithms, Set<String> originLinks,
        Map<String, Set<String>> labels) {

    public QuotaScope {
        Objects.requireNonNull(owner, "owner");
        objectTypes = Set.copyOf(objectTypes);
        algorithms = Set.copyOf(algorithms);
        originLinks = Set.copyOf(originLinks);
        labels = Map.copyOf(labels);
    }
}
