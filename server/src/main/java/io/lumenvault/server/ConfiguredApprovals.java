package io.lumenvault.server;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Span;
import io.lumenvault.server.lifecycle.approval.ApprovalRules;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The approvals that the node's own file demands, whatever its policy says: {@code lumenvault.approvals.*}. */
final class ConfiguredApprovals implements ApprovalRules {

    private final Map<ApprovedOperation, ApprovalRule> rules = new EnumMap<>(ApprovedOperation.class);

    /** @throws IllegalArgumentException naming the operation or value that cannot be */
    ConfiguredApprovals(Map<String, SiteConfig.Approval> configured) {
        configured.forEach((name, rule) -> {
            ApprovedOperation operation = operation(name);
            try {
                rules.put(operation, new ApprovalRule(operation, rule.approve(), rule.of().map(Set::copyOf).orElse(Set.of()),
                        rule.group().orElse(null), Span.parse(rule.ttl())));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
            }
        });
    }

    private static ApprovedOperation operation(String name) {
        return Arrays.stream(ApprovedOperation.values()).filter(operation -> operation.text().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("operation '" + name + "' does not exist; operations are "
                        + Arrays.stream(ApprovedOperation.values()).map(ApprovedOperation::text).collect(Collectors.joining(", "))));
    }

    @Override
    public Optional<ApprovalRule> rule(ApprovedOperation operation) {
        return Optional.ofNullable(rules.get(operation));
    }
}
