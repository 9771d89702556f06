package io.lumenvault.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a document as a tree whose nodes know their place; nothing in it is ever turned into a class of its own choice. */
final class PolicyReader {

    /** Longer than any policy that people can still read. */
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 16;

    private PolicyReader() {}

    /** @param proposed whether the document is yet to be applied */
    static PolicyDocument read(String text, boolean proposed) {
        Faults faults = new Faults(proposed);
        Node root = parse(text, faults);
        if (root == null) {
            faults.add(Optional.empty(), "", "the document is empty; write at least 'schema: " + PolicyDocument.SCHEMA + "'");
            faults.throwIfAny();
        }
        refuseAliases(root, Collections.newSetFromMap(new IdentityHashMap<>()), faults);
        faults.throwIfAny();
        PolicyDocument document = document(Section.of(root, "", faults, "schema", "description", "rules", "qkd", "approvals"));
        faults.throwIfAny();
        return document;
    }

    private static Node parse(String text, Faults faults) {
        if (text.length() > MOST_CHARACTERS) {
            faults.add(Optional.empty(), "", "the document has " + text.length() + " characters; at most " + MOST_CHARACTERS + " are read");
            faults.throwIfAny();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException malformed) {
            faults.add(Optional.ofNullable(malformed.getProblemMark()), "", "this is neither YAML nor JSON: " + malformed.getProblem());
        } catch (YAMLException malformed) {
            faults.add(Optional.empty(), "", "this is neither YAML nor JSON: " + malformed.getMessage());
        }
        faults.throwIfAny();
        return null;
    }

    /** What stands at one place is said at that place: an alias would make a rule mean what is written elsewhere. */
    private static void refuseAliases(Node node, Set<Node> seen, Faults faults) {
        if (!seen.add(node)) {
            faults.add(Optional.ofNullable(node.getStartMark()), "", "anchors and aliases are not allowed");
            return;
        }
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(tuple -> {
                refuseAliases(tuple.getKeyNode(), seen, faults);
                refuseAliases(tuple.getValueNode(), seen, faults);
            });
            case SequenceNode sequence -> sequence.getValue().forEach(element -> refuseAliases(element, seen, faults));
            default -> { }
        }
    }

    private static PolicyDocument document(Section root) {
        root.required("schema", Values.oneOf(PolicyDocument.SCHEMA));
        root.value("description", Values::text);
        Set<String> ids = new HashSet<>();
        List<KeyRule> rules = new ArrayList<>();
        for (Section rule : root.sections("rules", KeyRuleReader.FIELDS)) {
            unique(rule, ids);
            KeyRuleReader.read(rule).ifPresent(rules::add);
        }
        List<LinkRule> links = new ArrayList<>();
        for (Section rule : root.sections("qkd", LinkRuleReader.FIELDS)) {
            unique(rule, ids);
            LinkRuleReader.read(rule).ifPresent(links::add);
        }
        return new PolicyDocument(rules, links, ApprovalRuleReader.read(root));
    }

    private static void unique(Section rule, Set<String> ids) {
        String id = rule.required("id", Values::ruleId);
        if (id != null && !ids.add(id)) {
            rule.fault("id", "'" + id + "' names another rule already");
        }
    }
}
