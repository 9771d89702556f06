package io.lumenvault.policy;

import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which objects a rule is for. */
final class SelectorReader {

    private static final String OBJECT_TYPE = "object-type";
    private static final String ALGORITHM = "algorithm";
    private static final String OWNER = "owner";
    private static final String TENANT = "tenant";
    private static final String ORIGIN_LINK = "origin-link";
    private static final String STORAGE_CLASS = "storage-class";
    private static final String LABELS = "labels";
    private static final List<String> OF_SETTINGS = List.of(OBJECT_TYPE, ALGORITHM, OWNER, TENANT, ORIGIN_LINK, STORAGE_CLASS);

    private static final Function<String, Integer> TYPES = Values.code(ObjectType.class);
    private static final Function<String, Integer> ALGORITHMS = Values.code(CryptographicAlgorithm.class);
    private static final Function<String, String> CLASSES = Values.oneOf(KeyRule.STORAGE_CLASSES.toArray(String[]::new));

    private SelectorReader() {}

    /** Of a rule for objects, new ones too: those have no storage class yet. */
    static Selector ofObjects(Section rule) {
        if (rule.isText("match")) {
            return all(rule);
        }
        Section match = rule.section("match", OBJECT_TYPE, ALGORITHM, OWNER, TENANT, ORIGIN_LINK, LABELS);
        if (match == null) {
            rule.fault("match", "is missing; write which objects, or 'match: all'");
            return Selector.ALL;
        }
        return read(rule, match);
    }

    /** Of a rule for objects that there are; all of them where it says nothing. */
    static Selector ofStoredObjects(Section rule) {
        if (rule.isText("match")) {
            return all(rule);
        }
        Section match = rule.section("match", OBJECT_TYPE, ALGORITHM, OWNER, TENANT, ORIGIN_LINK, STORAGE_CLASS, LABELS);
        return match == null ? Selector.ALL : read(rule, match);
    }

    private static Selector all(Section rule) {
        rule.value("match", Values.oneOf("all"));
        return Selector.ALL;
    }

    private static Selector read(Section rule, Section match) {
        if (match.names().isEmpty()) {
            rule.fault("match", "selects nothing in particular; for every object write 'match: all'");
        }
        return new Selector(match.values(OBJECT_TYPE, TYPES), match.values(ALGORITHM, ALGORITHMS), match.values(OWNER, Values::text),
                match.values(TENANT, Values::text), match.values(ORIGIN_LINK, Values::text),
                match.values(STORAGE_CLASS, CLASSES), labels(match));
    }

    private static Map<String, Set<String>> labels(Section match) {
        Map<String, Set<String>> labels = new HashMap<>();
        Section section = match.section(LABELS);
        if (section != null) {
            if (section.names().isEmpty()) {
                match.oversight(LABELS, Section.EMPTY);
            }
            section.names().forEach(name -> labels.put(name, section.values(name, Values::text)));
        }
        return labels;
    }

    static Selector read(Map<String, List<String>> conditions, Map<String, List<String>> labels) {
        conditions.keySet().stream().filter(name -> !OF_SETTINGS.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("match: there is no condition '" + name + "'; allowed are "
                    + String.join(", ", OF_SETTINGS));
        });
        return new Selector(values(conditions, OBJECT_TYPE, TYPES), values(conditions, ALGORITHM, ALGORITHMS),
                values(conditions, OWNER, Values::text), values(conditions, TENANT, Values::text),
                values(conditions, ORIGIN_LINK, Values::text), values(conditions, STORAGE_CLASS, CLASSES),
                labels.keySet().stream().collect(Collectors.toMap(Function.identity(), name -> values(labels, name, Values::text))));
    }

    private static <T> Set<T> values(Map<String, List<String>> given, String name, Function<String, T> parse) {
        if (!given.containsKey(name)) {
            return Set.of();
        }
        try {
            Set<T> values = given.get(name).stream().map(parse).collect(Collectors.toCollection(LinkedHashSet::new));
            if (values.isEmpty()) {
                throw new IllegalArgumentException("shall hold a value at least");
            }
            return values;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("match " + name + ": " + wrong.getMessage(), wrong);
        }
    }
}
