package io.lumenvault.server.lifecycle;

import io.lumenvault.policy.LinkRule;
import io.lumenvault.policy.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the policy in force says of one QKD link: of several rules the most restrictive one counts. */
public final class LinkPolicy {

    private final long version;
    private final List<LinkRule> rules;

    LinkPolicy(long version, List<LinkRule> rules) {
        this.version = version;
        this.rules = rules;
    }

    /** The policy's version. */
    public long policyVersion() {
        return version;
    }

    /** Blocks of a time before this are too old at {@code now}; empty when blocks do not age. */
    public Optional<Limit> oldest(Instant now) {
        return rules.stream().filter(rule -> rule.maximumAge() != null)
                .map(rule -> new Limit(age(rule.maximumAge(), now), rule.id())).max(Comparator.comparing(Limit::at));
    }

    private static Instant age(Span maximum, Instant now) {
        return maximum.before(now);
    }

    /** Bits that each end keeps, for a master that asks; 0 for one that may draw them too. */
    public long reserveFloor(String master) {
        return rules.stream().filter(rule -> rule.reserveFloor() != null && !rule.privileged().contains(master))
                .mapToLong(LinkRule::reserveFloor).max().orElse(0);
    }

    /** The rule that keeps a reserve from a master. */
    public String reserveRule(String master) {
        return rules.stream().filter(rule -> rule.reserveFloor() != null && !rule.privileged().contains(master))
                .max(Comparator.comparing(LinkRule::reserveFloor)).map(LinkRule::id).orElse(null);
    }

    /**
     * The rule by which a block is to be quarantined; empty when none is.
     *
     * @param qber the block's quantum bit error rate
     * @param alarm whether the link is in alarm
     */
    public Optional<String> quarantines(double qber, boolean alarm) {
        return rules.stream().filter(rule -> rule.qberLimit() != null && qber >= rule.qberLimit()
                || alarm && Boolean.TRUE.equals(rule.quarantineOnAlarm())).map(LinkRule::id).findFirst();
    }

    /** Whether the alarms of the link matter to a rule. */
    public boolean watchesAlarms() {
        return rules.stream().anyMatch(rule -> Boolean.TRUE.equals(rule.quarantineOnAlarm()));
    }

    /** Whether a managed object of the link is given out once. */
    public boolean deliveredOnce() {
        return rules.stream().map(LinkRule::deliveredOnce).anyMatch(Boolean.TRUE::equals);
    }

    /** The rule by which the material of a managed object is destroyed when it has been given out; empty when it is kept. */
    public Optional<String> deletedAfterSupply() {
        return rules.stream().filter(rule -> Boolean.TRUE.equals(rule.deletedAfterSupply())).map(LinkRule::id).findFirst();
    }

    /** Whether sealed chunks that have been delivered stay until their maximum age. */
    public boolean keepsChunks() {
        return rules.stream().map(LinkRule::deletedAfterSupply).filter(Objects::nonNull).anyMatch(deleted -> !deleted)
                && deletedAfterSupply().isEmpty() && rules.stream().anyMatch(rule -> rule.maximumAge() != null);
    }

    /** The rule that gives objects out once. */
    public String onceRule() {
        return rules.stream().filter(rule -> Boolean.TRUE.equals(rule.deliveredOnce())).map(LinkRule::id).findFirst().orElse(null);
    }
}
