package io.lumenvault.policy;

import java.util.Optional;
import java.util.Set;

/** Reads the rules for QKD links. */
final class LinkRuleReader {

    static final String[] FIELDS = {"id", "match", "maximum-age", "reserve-floor", "privileged", "quota", "qber-limit", "quarantine-on-alarm",
        "delivery", "after-supply"};

    private LinkRuleReader() {}

    static Optional<LinkRule> read(Section rule) {
        String id = rule.value("id", Values::ruleId);
        Set<String> links = links(rule);
        Span maximumAge = rule.value("maximum-age", Span::parse);
        Long floor = rule.value("reserve-floor", Values::count);
        Set<String> privileged = rule.values("privileged", Values::text);
        if (!privileged.isEmpty() && floor == null) {
            rule.fault("privileged", "means nothing without reserve-floor");
        }
        Section quota = rule.section("quota", "bits-per-day");
        Long bitsPerDay = quota == null ? null : quota.required("bits-per-day", Values::count);
        Double qberLimit = rule.value("qber-limit", Values::errorRate);
        Boolean onAlarm = rule.value("quarantine-on-alarm", Values::flag);
        Boolean once = rule.value("delivery", text -> Values.oneOf("once", "repeated").apply(text).equals("once"));
        Boolean deleted = rule.value("after-supply", text -> Values.oneOf("delete", "keep").apply(text).equals("delete"));
        return rule.build(() -> new LinkRule(id, links, maximumAge, floor, privileged, bitsPerDay, qberLimit, onAlarm, once, deleted));
    }

    private static Set<String> links(Section rule) {
        if (rule.isText("match")) {
            rule.value("match", Values.oneOf("all"));
            return Set.of();
        }
        Section match = rule.section("match", "link");
        if (match == null) {
            rule.fault("match", "is missing; write 'match: {link: NAME}', or 'match: all'");
            return Set.of();
        }
        return match.has("link") ? match.values("link", Values::text) : missing(match);
    }

    private static Set<String> missing(Section match) {
        match.fault("link", "is missing; it must be given");
        return Set.of();
    }
}
