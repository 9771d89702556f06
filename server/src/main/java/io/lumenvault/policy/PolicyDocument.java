package io.lumenvault.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A policy. The empty one restricts nothing.
 *
 * @param rules for managed objects; all that match an object apply
 * @param links for QKD links; all that match a link apply
 * @param approvals what needs the approval of others, by operation; of several that match an object the one that needs most counts
 */
public record PolicyDocument(List<KeyRule> rules, List<LinkRule> links, Map<ApprovedOperation, List<ApprovalRule>> approvals) {

    /** The form that this release reads; a document names it in its field {@code schema}. */
    public static final String SCHEMA = "lumenvault-policy/1";
    /** The document of a node to which no policy was applied yet. */
    public static final PolicyDocument EMPTY = new PolicyDocument(List.of(), List.of(), Map.of());

    public PolicyDocument {
        rules = List.copyOf(rules);
        links = List.copyOf(links);
        approvals = approvals.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /**
     * Reads a document in YAML or JSON that is to be applied.
     *
     * @throws MalformedPolicyException naming every fault with line, column and field
     */
    public static PolicyDocument read(String text) {
        return PolicyReader.read(text, true);
    }

    /**
     * Reads a document that was applied, perhaps by a release before. What is a fault only since then is none here.
     *
     * @throws MalformedPolicyException naming every other fault
     */
    public static PolicyDocument readApplied(String text) {
        return PolicyReader.read(text, false);
    }
}
