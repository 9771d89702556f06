package io.lumenvault.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what needs the approval of others: for each operation one rule, or a list of rules for different objects. */
final class ApprovalRuleReader {

    private static final String[] FIELDS = {"match", "approve", "of", "group", "ttl"};

    private ApprovalRuleReader() {}

    static Map<ApprovedOperation, List<ApprovalRule>> read(Section root) {
        Map<ApprovedOperation, List<ApprovalRule>> approvals = new EnumMap<>(ApprovedOperation.class);
        Section section = root.section("approvals");
        if (section != null) {
            section.names().forEach(name -> operation(section, name)
                    .ifPresent(operation -> approvals.put(operation, rules(section, operation))));
        }
        return approvals;
    }

    private static Optional<ApprovedOperation> operation(Section section, String name) {
        try {
            return Optional.of(ApprovedOperation.named(name));
        } catch (IllegalArgumentException unknown) {
            section.fault(name, unknown.getMessage());
            return Optional.empty();
        }
    }

    private static List<ApprovalRule> rules(Section section, ApprovedOperation operation) {
        List<ApprovalRule> rules = new ArrayList<>();
        List<Section> given = section.sections(operation.text(), FIELDS);
        if (given.isEmpty()) {
            section.fault(operation.text(), "shall hold a rule at least");
        }
        given.forEach(rule -> rule(rule, operation).ifPresent(rules::add));
        return rules;
    }

    private static Optional<ApprovalRule> rule(Section rule, ApprovedOperation operation) {
        Selector match = SelectorReader.ofStoredObjects(rule);
        Long approve = rule.required("approve", Values::count);
        Set<String> members = rule.values("of", Values::text);
        String group = rule.value("group", Values::text);
        Span ttl = rule.required("ttl", Span::parse);
        return rule.build(() -> new ApprovalRule(operation, match, Math.toIntExact(Math.min(approve, Integer.MAX_VALUE)), members, group,
                ttl));
    }
}
