package io.lumenvault.server.lifecycle;

import io.lumenvault.policy.KeyRule;
import io.lumenvault.policy.Selector;
import java.util.Optional;

/**
 * Most objects that a principal may have of those that a rule is for.
 *
 * @param rule the rule's identifier
 * @param match the objects that count
 * @param limit how many may be there, destroyed ones aside
 */
public record ObjectQuota(String rule, Selector match, long limit) {

    static Optional<ObjectQuota> of(KeyRule rule) {
        return rule.quota() == null || rule.quota().objects() == null ? Optional.empty()
                : Optional.of(new ObjectQuota(rule.id(), rule.match(), rule.quota().objects()));
    }
}
