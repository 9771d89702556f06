package io.lumenvault.server.lifecycle;

import io.lumenvault.policy.KeyRule;
import io.lumenvault.policy.Selector;
import io.lumenvault.policy.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the rules of an object say beside the dates that they impose on it, of several the most restrictive; null where none says anything.
 *
 * @param operations KMIP operations that are served
 * @param interval the age at which it is replaced
 * @param overlap how long it still protects then
 * @param retention how long after its end it is destroyed
 * @param undo how long a destruction that was asked for can be undone
 * @param storage the storage class of new ones
 * @param usesADay what a principal may do with it in a day
 * @param objects how many objects a principal may have, by which of them count
 */
public record RuleTerms(Set<String> operations, Length interval, Length overlap, Length retention, Length undo, String storage,
        Long usesADay, Map<Selector, Long> objects) {

    /** A span of the calendar as long as it is from the beginning of 1970, so that spans compare whatever units they are written in. */
    public record Length(Instant end) implements Comparable<Length> {

        static Length of(Span span) {
            return new Length(span.after(Instant.EPOCH));
        }

        @Override
        public int compareTo(Length other) {
            return end.compareTo(other.end);
        }
    }

    /** @param rotatable whether the node makes replacements for the object at all */
    static RuleTerms of(List<KeyRule> rules, boolean rotatable) {
        Set<String> operations = rules.stream().map(KeyRule::operations).filter(Objects::nonNull).reduce(RuleTerms::both).orElse(null);
        List<KeyRule.Rotation> rotations = rotatable ? rules.stream().map(KeyRule::rotation).filter(Objects::nonNull).toList() : List.of();
        Comparator<String> byStrictness = Comparator.comparing(KeyRule.STORAGE_CLASSES::indexOf);
        return new RuleTerms(operations, shortest(rotations, KeyRule.Rotation::interval), shortest(rotations, KeyRule.Rotation::overlap),
                shortest(rules, KeyRule::destroyAfter),
                rules.stream().map(KeyRule::destroyDelay).filter(Objects::nonNull).map(Length::of).max(Comparator.naturalOrder()).orElse(null),
                rules.stream().map(KeyRule::storage).filter(Objects::nonNull).max(byStrictness).orElse(null),
                rules.stream().map(KeyRule::quota).filter(quota -> quota != null && quota.operationsPerDay() != null)
                        .map(KeyRule.Quota::operationsPerDay).min(Comparator.naturalOrder()).orElse(null),
                rules.stream().flatMap(rule -> ObjectQuota.of(rule).stream())
                        .collect(Collectors.toMap(ObjectQuota::match, ObjectQuota::limit, Math::min)));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    private static <T> Length shortest(List<T> given, Function<T, Span> span) {
        return given.stream().map(span).filter(Objects::nonNull).map(Length::of).min(Comparator.naturalOrder()).orElse(null);
    }

    /** Whether some operation is served by these terms that is not served by the others. */
    public boolean serveMoreThan(RuleTerms others) {
        return others.operations != null && (operations == null || !others.operations.containsAll(operations));
    }
}
