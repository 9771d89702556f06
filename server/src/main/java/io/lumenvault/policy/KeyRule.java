package io.lumenvault.policy;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a policy says of the managed objects that its selector matches; null where it says nothing.
 *
 * @param id names the rule in audit entries and refusals; unique in its document
 * @param match the objects
 * @param cryptoperiod how long after activation they may be used
 * @param activation how long after creation an object becomes Active that nobody gave an Activation Date
 * @param deactivation how long after activation an object becomes Deactivated, at the latest
 * @param rotation how often a symmetric key is replaced
 * @param destroyAfter how long after deactivation or compromise an object is destroyed
 * @param destroyDelay how long a destruction that was asked for can be undone
 * @param operations KMIP operations that are served, all others are refused; null for all
 * @param algorithms algorithms and lengths that new objects may have; null for all
 * @param storage name of the storage class of new objects: external, translate or internal
 * @param quota what each principal may have and do
 */
public record KeyRule(String id, Selector match, Cryptoperiod cryptoperiod, Span activation, Span deactivation, Rotation rotation,
        Span destroyAfter, Span destroyDelay, Set<String> operations, List<AllowedAlgorithm> algorithms, String storage, Quota quota) {

    /** Storage classes, the most restrictive last. */
    public static final List<String> STORAGE_CLASSES = List.of("external", "translate", "internal");

    public KeyRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(match, "match");
        operations = operations == null ? null : Set.copyOf(operations);
        algorithms = algorithms == null ? null : List.copyOf(algorithms);
        if (storage != null && !STORAGE_CLASSES.contains(storage)) {
            throw new IllegalArgumentException("storage '" + storage + "' shall be one of " + String.join(", ", STORAGE_CLASSES));
        }
    }

    /** Whether objects of this rule may be put to a KMIP operation. */
    public boolean allows(String operation) {
        return operations == null || operations.contains(operation);
    }

    /** Whether objects of this rule may be made with this algorithm (KMIP code) and length in bits; null where they have none. */
    public boolean allows(Integer algorithm, Integer length) {
        return algorithms == null || algorithm == null
                || algorithms.stream().anyMatch(allowed -> allowed.matches(algorithm, length));
    }

    /**
     * How often a key is replaced.
     *
     * @param interval the age, counted from activation, at which a replacement is made
     * @param overlap how long the replaced key can still protect beside its replacement
     */
    public record Rotation(Span interval, Span overlap) {
        public Rotation {
            Objects.requireNonNull(interval, "interval");
            Objects.requireNonNull(overlap, "overlap");
            if (interval.isZero()) {
                throw new IllegalArgumentException("interval shall be longer than nothing");
            }
        }
    }

    /**
     * An algorithm that new objects may have.
     *
     * @param algorithm KMIP Cryptographic Algorithm code
     * @param lengths in bits; empty for all
     */
    public record AllowedAlgorithm(int algorithm, Set<Integer> lengths) {
        public AllowedAlgorithm {
            lengths = Set.copyOf(lengths);
        }

        public boolean matches(int given, Integer length) {
            return algorithm == given && (lengths.isEmpty() || length != null && lengths.contains(length));
        }
    }

    /**
     * What each principal may have and do.
     *
     * @param objects objects that are not destroyed; null for no limit
     * @param operationsPerDay uses of objects in a day of UTC; null for no limit
     */
    public record Quota(Long objects, Long operationsPerDay) {}
}
