package io.lumenvault.policy;

import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rules for managed objects. */
final class KeyRuleReader {

    static final String[] FIELDS = {"id", "match", "cryptoperiod", "activation", "deactivation", "rotation", "retention", "destroy",
        "operations", "algorithms", "storage", "quota"};

    private KeyRuleReader() {}

    static Optional<KeyRule> read(Section rule) {
        String id = rule.value("id", Values::ruleId);
        Selector match = SelectorReader.ofObjects(rule);
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
        Span protect = period.value("protect", Span::parse);
        Span process = period.value("process", Span::parse);
        if (protect != null && process != null && protect.after(Instant.EPOCH).isAfter(process.after(Instant.EPOCH))) {
            rule.oversight("cryptoperiod", "protect " + protect + " is longer than process " + process
                    + ": a key that can no longer be used at all protects nothing");
        }
        return Cryptoperiod.of(protect, process);
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
        List<Section> given = rule.sections("algorithms", "name", "lengths");
        if (given.isEmpty()) {
            rule.oversight("algorithms", Section.EMPTY);
        }
        for (Section allowed : given) {
            Integer code = allowed.required("name", Values.code(CryptographicAlgorithm.class));
            Set<Integer> lengths = allowed.values("lengths", Values::bits);
            allowed.build(() -> new KeyRule.AllowedAlgorithm(code, lengths)).ifPresent(algorithms::add);
        }
        return algorithms;
    }

    private static KeyRule.Quota quota(Section rule) {
        Section quota = rule.section("quota", "objects", "operations-per-day");
        if (quota == null) {
            return null;
        }
        if (quota.names().isEmpty()) {
            rule.oversight("quota", Section.EMPTY);
        }
        return new KeyRule.Quota(quota.value("objects", Values::count), quota.value("operations-per-day", Values::count));
    }
}
