package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.KeyRule;
import io.lumenvault.policy.LinkRule;
import io.lumenvault.policy.PolicyDocument;
import io.lumenvault.policy.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A policy at work: what it makes of an object or a link. Pure; the same facts give the same answer on every node.
 *
 * @param version its version; 0 for the empty policy
 * @param document its rules
 */
public record PolicyInForce(long version, PolicyDocument document) {

    /** That of a node to which none was applied. */
    public static final PolicyInForce NONE = new PolicyInForce(0, PolicyDocument.EMPTY);

    public PolicyInForce {
        Objects.requireNonNull(document, "document");
    }

    /**
     * An object under this policy.
     *
     * @param tenant the owner's tenant, or null
     * @param labels reads the object's labels; called when a rule asks for them
     */
    public GovernedObject govern(ManagedObject object, String tenant, Supplier<Map<String, Set<String>>> labels) {
        Subject subject = new Subject(object.objectType(), object.cryptography().algorithm(), object.owner(), tenant, object.originLink(),
                object.storageClass().text(), labels);
        return new GovernedObject(version, object, subject, rules(subject));
    }

    /** What is asked of an object that is being made. */
    public NewObjectRules forNew(int objectType, Cryptography cryptography, String owner, String tenant, String originLink,
            Supplier<Map<String, Set<String>>> labels) {
        Subject subject = new Subject(objectType, cryptography.algorithm(), owner, tenant, originLink, null, labels);
        return new NewObjectRules(version, rules(subject), objectType, cryptography);
    }

    private List<KeyRule> rules(Subject subject) {
        return document.rules().stream().filter(rule -> rule.match().matches(subject)).toList();
    }

    /** The rules by which an operation needs the approval of others; empty where the policy leaves it free. */
    public List<ApprovalRule> approvals(ApprovedOperation operation) {
        return document.approvals().getOrDefault(operation, List.of());
    }

    /** What the policy says of a QKD link. */
    public LinkPolicy link(String link) {
        List<LinkRule> rules = document.links().stream().filter(rule -> rule.matches(link)).toList();
        return new LinkPolicy(version, rules);
    }

    /** The dates of an object as rules impose them: nothing is ever later than the object itself says. */
    static LifecycleDates imposed(LifecycleDates own, boolean preActive, List<KeyRule> rules, int objectType, Cryptography cryptography) {
        if (rules.isEmpty()) {
            return own;
        }
        LifecycleDates dates = own;
        if (dates.activation() == null && preActive) {
            // Of several rules the one that gives the key less time.
            dates = rules.stream().filter(rule -> rule.activation() != null).map(rule -> rule.activation().after(own.initial()))
                    .max(Comparator.naturalOrder()).map(own::withActivation).orElse(own);
        }
        Limits limits = Limits.of(dates, rules, objectType, cryptography);
        return limits.impose(dates);
    }
}
