package io.lumenvault.policy;

import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rules for managed objects. */
final class KeyRuleReader {

    static final String[] FIELDS = {"id", "match", "cryptoperiod", "activation", "deactivation", "rotation", "retention", "destroy",
        "operations", "algorithms", "storage", "quota"};

    private KeyRuleReader() {}

    static Optional<KeyRule> read(Section rule) {
        String id = rule.value("id", Values::ruleId);
        Selector match = selector(rule);
        Cryptoperiod cryptoperiod = cryptoperiod(rule);
        Span activation = rule.value("activation", Span::parse);
        Span deactivation = rule.value("deactivation", Span::parse);
        KeyRule.Rotation rotation = rotation(rule);
        Span destroyAfter = spanIn(rule, "retention", "destroy-after");
        Span destroyDelay = spanIn(rule, "destroy", "delay");
        Set<String> operations = rule.has("operations") ? rule.values("operations", Values::operation) : null;
        List<KeyRule.AllowedAlgorithm> algorithms = rule.has("algorithms") ? algorithms(rule) : null;
        String storage = rule.value("storage", Values.oneOf(KeyRule.STORAGE_CLASSES.toArray(String[]::new)));
        KeyRule.Quota quota = quota(rule);
        return rule.build(() -> new KeyRule(id, match, cryptoperiod, activation, deactivation, rotation, destroyAfter, destroyDelay,
                operations, algorithms, storage, quota));
    }

    private static Selector selector(Section rule) {
        if (rule.isText("match")) {
            rule.value("match", Values.oneOf("all"));
            return Selector.ALL;
        }
        Section match = rule.section("match", "object-type", "algorithm", "owner", "tenant", "origin-link", "labels");
        if (match == null) {
            rule.fault("match", "is missing; write which objects, or 'match: all'");
            return Selector.ALL;
        }
        if (match.names().isEmpty()) {
            rule.fault("match", "selects nothing in particular; for every object write 'match: all'");
        }
        return new Selector(match.values("object-type", Values.code(ObjectType.class)),
                match.values("algorithm", Values.code(CryptographicAlgorithm.class)), match.values("owner", Values::text),
                match.values("tenant", Values::text), match.values("origin-link", Values::text), labels(match));
    }

    private static Map<String, Set<String>> labels(Section match) {
        Map<String, Set<String>> labels = new HashMap<>();
        Section section = match.section("labels");
        if (section != null) {
            section.names().forEach(name -> labels.put(name, section.values(name, Values::text)));
        }
        return labels;
    }

    private static Cryptoperiod cryptoperiod(Section rule) {
        if (!rule.has("cryptoperiod")) {
            return null;
        }
        if (rule.isText("cryptoperiod")) {
            rule.value("cryptoperiod", Values.oneOf(Cryptoperiod.SP_800_57));
            return Cryptoperiod.ofTable1();
        }
        Section period = rule.section("cryptoperiod", "protect", "process");
        if (period.names().isEmpty()) {
            rule.fault("cryptoperiod", "shall hold protect, process or both, or be " + Cryptoperiod.SP_800_57);
        }
        return Cryptoperiod.of(period.value("protect", Span::parse), period.value("process", Span::parse));
    }

    private static KeyRule.Rotation rotation(Section rule) {
        Section rotation = rule.section("rotation", "interval", "overlap");
        if (rotation == null) {
            return null;
        }
        Span interval = rotation.required("interval", Span::parse);
        Span overlap = rotation.required("overlap", Span::parse);
        return rotation.build(() -> new KeyRule.Rotation(interval, overlap)).orElse(null);
    }

    private static Span spanIn(Section rule, String section, String field) {
        Section inner = rule.section(section, field);
        return inner == null ? null : inner.required(field, Span::parse);
    }

    private static List<KeyRule.AllowedAlgorithm> algorithms(Section rule) {
        List<KeyRule.AllowedAlgorithm> algorithms = new ArrayList<>();
        for (Section allowed : rule.sections("algorithms", "name", "lengths")) {
            Integer code = allowed.required("name", Values.code(CryptographicAlgorithm.class));
            Set<Integer> lengths = allowed.values("lengths", Values::bits);
            allowed.build(() -> new KeyRule.AllowedAlgorithm(code, lengths)).ifPresent(algorithms::add);
        }
        return algorithms;
    }

    private static KeyRule.Quota quota(Section rule) {
        Section quota = rule.section("quota", "objects", "operations-per-day");
        return quota == null ? null
                : new KeyRule.Quota(quota.value("objects", Values::count), quota.value("operations-per-day", Values::count));
    }
}
