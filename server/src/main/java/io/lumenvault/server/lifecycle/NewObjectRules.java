package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.Restrictions;
import io.lumenvault.policy.KeyRule;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the policy in force says of an object that is being made. */
public final class NewObjectRules {

    private final long version;
    private final List<KeyRule> rules;
    private final int objectType;
    private final Cryptography cryptography;

    NewObjectRules(long version, List<KeyRule> rules, int objectType, Cryptography cryptography) {
        this.version = version;
        this.rules = rules;
        this.objectType = objectType;
        this.cryptography = cryptography;
    }

    /** The policy's version. */
    public long policyVersion() {
        return version;
    }

    /** The rules that match it, for the record. */
    public List<String> ruleIds() {
        return rules.stream().map(KeyRule::id).toList();
    }

    /**
     * Refuses an operation, algorithm or length that a rule does not allow.
     *
     * @param operation KMIP name of the operation that makes it
     */
    public void require(String operation) {
        for (KeyRule rule : rules) {
            if (!rule.allows(operation)) {
                throw new PolicyRefusedException(version, rule.id(), false, operation + " is not among the operations allowed");
            }
            if (!rule.allows(cryptography.algorithm(), cryptography.length())) {
                throw new PolicyRefusedException(version, rule.id(), false,
                        "this algorithm with " + cryptography.length() + " bits is not among those allowed");
            }
        }
    }

    /** Its dates under the rules: an activation where nobody set one, ends that come no later than the rules allow. */
    public LifecycleDates impose(LifecycleDates dates) {
        return PolicyInForce.imposed(dates, true, rules, objectType, cryptography);
    }

    /** The ends of its usage periods under the rules: what is kept of one that is made as Compromised, so that no later policy extends it. */
    public Restrictions ends(LifecycleDates dates) {
        Limits limits = Limits.of(dates, rules, objectType, cryptography);
        return Restrictions.NONE.withLimits(Limit.moment(limits.protect()), Limit.moment(limits.process()));
    }

    /** The storage class that the rules ask for: the most restrictive of them; empty when none says. */
    public Optional<String> storage() {
        return rules.stream().map(KeyRule::storage).filter(Objects::nonNull)
                .max(Comparator.comparing(KeyRule.STORAGE_CLASSES::indexOf));
    }

    /** Most objects that its owner may have, by rule. */
    public List<ObjectQuota> quotas() {
        return rules.stream().flatMap(rule -> ObjectQuota.of(rule).stream()).toList();
    }
}
