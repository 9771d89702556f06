package io.lumenvault.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects that a rule is for: all conditions hold, any of the values of one. No condition at all matches everything, and has to
 * be written as such: {@code match: all}.
 *
 * @param objectTypes KMIP Object Type codes
 * @param algorithms KMIP Cryptographic Algorithm codes
 * @param owners names of principals; a last {@code *} stands for any ending
 * @param tenants names of tenants
 * @param originLinks QKD links that the material came over
 * @param storageClasses names of storage classes; only of objects that there are, since rules decide where a new one goes
 * @param labels values by attribute, for example {@code Object Group: [payments]} or {@code x-Zone: [core]}
 */
public record Selector(Set<Integer> objectTypes, Set<Integer> algorithms, Set<String> owners, Set<String> tenants,
        Set<String> originLinks, Set<String> storageClasses, Map<String, Set<String>> labels) {

    /** Matches every object. */
    public static final Selector ALL = new Selector(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of());

    public Selector {
        objectTypes = Set.copyOf(objectTypes);
        algorithms = Set.copyOf(algorithms);
        owners = Set.copyOf(owners);
        tenants = Set.copyOf(tenants);
        originLinks = Set.copyOf(originLinks);
        storageClasses = Set.copyOf(storageClasses);
        labels = Map.copyOf(labels);
    }

    /**
     * Reads the conditions of a site's settings, which name them as documents do.
     *
     * @param conditions values by condition, but for labels
     * @param labels values by attribute
     * @throws IllegalArgumentException naming the condition or value that cannot be
     */
    public static Selector of(Map<String, List<String>> conditions, Map<String, List<String>> labels) {
        return SelectorReader.read(conditions, labels);
    }

    /** Whether an object is one of them. */
    public boolean matches(Subject subject) {
        return holds(objectTypes, subject.objectType())
                && holds(algorithms, subject.algorithm())
                && (owners.isEmpty() || owners.stream().anyMatch(owner -> named(owner, subject.owner())))
                && holds(tenants, subject.tenant())
                && holds(originLinks, subject.originLink())
                && holds(storageClasses, subject.storageClass())
                && labels.entrySet().stream().allMatch(label -> subject.hasLabel(label.getKey(), label.getValue()));
    }

    /** Whether an object of that link could be one of them, whatever else is true of it. */
    public boolean mayMatchObjectsOf(String link) {
        return holds(originLinks, link);
    }

    private static boolean holds(Set<?> wanted, Object given) {
        return wanted.isEmpty() || given != null && wanted.contains(given);
    }

    private static boolean named(String pattern, String name) {
        return pattern.endsWith("*") ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : pattern.equals(name);
    }
}
