package io.lumenvault.server.lifecycle;

import io.lumenvault.policy.LinkRule;
import io.lumenvault.policy.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /** What it comes to, in the words of documents; without what no rule says. */
    public Map<String, String> terms() {
        Map<String, String> terms = new TreeMap<>();
        Comparator<Span> byLength = Comparator.comparing(span -> span.after(Instant.EPOCH));
        rules.stream().map(LinkRule::maximumAge).filter(Objects::nonNull).min(byLength).ifPresent(age -> terms.put("maximum-age", age.toString()));
        String floors = rules.stream().filter(rule -> rule.reserveFloor() != null).map(LinkPolicy::floor).sorted().distinct()
                .collect(Collectors.joining(", "));
        if (!floors.isEmpty()) {
            terms.put("reserve-floor", floors);
        }
        rules.stream().map(LinkRule::qberLimit).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .ifPresent(limit -> terms.put("qber-limit", limit.toString()));
        if (watchesAlarms()) {
            terms.put("quarantine-on-alarm", "true");
        }
        if (deliveredOnce()) {
            terms.put("delivery", "once");
        }
        if (deletedAfterSupply().isPresent() || keepsChunks()) {
            terms.put("after-supply", keepsChunks() ? "keep" : "delete");
        }
        return terms;
    }

    private static String floor(LinkRule rule) {
        return rule.reserveFloor() + " bits" + (rule.privileged().isEmpty() ? "" : " but for " + String.join(" ", new TreeSet<>(rule.privileged())));
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
     * A quota of each master.
     *
     * @param rule the rule that sets it
     * @param bits that it may draw in a day
     */
    public record DailyBits(String rule, long bits) {}

    /** The daily quotas of each master; every one of them holds. */
    public List<DailyBits> quotas() {
        return rules.stream().filter(rule -> rule.bitsPerDay() != null).map(rule -> new DailyBits(rule.id(), rule.bitsPerDay())).toList();
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
