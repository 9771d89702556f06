package io.lumenvault.server;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Selector;
import io.lumenvault.policy.Span;
import io.lumenvault.server.lifecycle.approval.ApprovalRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The approvals that the node's own file demands, whatever its policy says: {@code lumenvault.approvals.*}. */
final class ConfiguredApprovals implements ApprovalRules {

    private final Map<ApprovedOperation, ApprovalRule> rules = new EnumMap<>(ApprovedOperation.class);

    /** @throws IllegalArgumentException naming the operation or value that cannot be */
    ConfiguredApprovals(Map<String, SiteConfig.Approval> configured) {
        configured.forEach((name, rule) -> {
            ApprovedOperation operation = ApprovedOperation.named(name);
            try {
                rules.put(operation, new ApprovalRule(operation, Selector.of(rule.match(), rule.labels()), rule.approve(),
                        rule.of().map(Set::copyOf).orElse(Set.of()),
                        rule.group().orElse(null), Span.parse(rule.ttl())));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
            }
        });
    }

    @Override
    public List<ApprovalRule> of(ApprovedOperation operation) {
        return rules.containsKey(operation) ? List.of(rules.get(operation)) : List.of();
    }
}
