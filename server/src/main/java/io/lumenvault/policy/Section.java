package io.lumenvault.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a document, whose fields are read by name. What is wrong becomes a fault at its place, and reads as absent; a field
 * that the section does not have is a fault that names those it has.
 */
final class Section {

    /** Of a field that holds something, or should not be there. */
    static final String EMPTY = "shall hold a value at least";

    private final Optional<Mark> mark;
    private final String path;
    private final Faults faults;
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private Section(Node node, String path, Faults faults) {
        this.mark = Optional.ofNullable(node.getStartMark());
        this.path = path;
        this.faults = faults;
    }

    /** @param allowed the fields of the section; none means that any name is allowed */
    static Section of(Node node, String path, Faults faults, String... allowed) {
        Section section = new Section(node, path, faults);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                section.take(tuple, List.of(allowed));
            }
        } else {
            faults.add(section.mark, path, "shall be a mapping of fields" + (allowed.length == 0 ? "" : ": " + String.join(", ", allowed)));
        }
        return section;
    }

    private void take(NodeTuple tuple, List<String> allowed) {
        Optional<Mark> at = Optional.ofNullable(tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            faults.add(at, path, "a field name shall be a text");
        } else if (!allowed.isEmpty() && !allowed.contains(key.getValue())) {
            faults.add(at, child(key.getValue()), "there is no such field; allowed are " + String.join(", ", allowed));
        } else if (fields.put(key.getValue(), tuple.getValueNode()) != null) {
            faults.add(at, child(key.getValue()), "the field is given twice");
        }
    }

    private String child(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** Whether the field is a plain text rather than a mapping or a list. */
    boolean isText(String name) {
        return fields.get(name) instanceof ScalarNode;
    }

    /** Notes a fault of a field, or of the section where the field is missing. */
    void fault(String name, String message) {
        faults.add(place(name), child(name), message);
    }

    /** Notes a fault of a field that is one of documents yet to be applied alone: it says nothing, or not what its author must mean. */
    void oversight(String name, String message) {
        faults.addToProposed(place(name), child(name), message);
    }

    private Optional<Mark> place(String name) {
        Node node = fields.get(name);
        return node == null ? mark : Optional.ofNullable(node.getStartMark());
    }

    /** A value, or null where it is absent or wrong. {@code parse} throws {@link IllegalArgumentException} saying what is allowed. */
    <T> T value(String name, Function<String, T> parse) {
        Node node = fields.get(name);
        return node == null ? null : scalar(node, child(name), parse);
    }

    /** The same for a field that must be there. */
    <T> T required(String name, Function<String, T> parse) {
        if (!has(name)) {
            faults.add(mark, child(name), "is missing; it must be given");
        }
        return value(name, parse);
    }

    /** The values of a list; a single value is a list of one. Empty where it is absent. */
    <T> Set<T> values(String name, Function<String, T> parse) {
        Set<T> values = new LinkedHashSet<>();
        for (Element element : elements(name)) {
            T value = scalar(element.node, element.path, parse);
            if (value != null) {
                values.add(value);
            }
        }
        if (has(name) && elements(name).isEmpty()) {
            fault(name, EMPTY);
        }
        return values;
    }

    /** A section below this one, or null where it is absent. */
    Section section(String name, String... allowed) {
        Node node = fields.get(name);
        return node == null ? null : of(node, child(name), faults, allowed);
    }

    /** The sections of a list. */
    List<Section> sections(String name, String... allowed) {
        return elements(name).stream().map(element -> of(element.node, element.path, faults, allowed)).toList();
    }

    /** Builds a record whose constructor checks: what it refuses becomes a fault of this section, and the answer is empty. */
    <T> Optional<T> build(Supplier<T> constructor) {
        if (faults.any()) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException refused) {
            faults.add(mark, path, refused.getMessage());
            return Optional.empty();
        }
    }

    private record Element(Node node, String path) {}

    private List<Element> elements(String name) {
        Node node = fields.get(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(new Element(node, child(name)));
        }
        List<Element> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new Element(element, child(name) + "[" + elements.size() + "]"));
        }
        return elements;
    }

    private <T> T scalar(Node node, String at, Function<String, T> parse) {
        Optional<Mark> place = Optional.ofNullable(node.getStartMark());
        if (!(node instanceof ScalarNode scalar) || Tag.NULL.equals(node.getTag())) {
            faults.add(place, at, "shall be a single value");
            return null;
        }
        try {
            return parse.apply(scalar.getValue());
        } catch (IllegalArgumentException wrong) {
            faults.add(place, at, wrong.getMessage());
            return null;
        }
    }
}
