package io.lumenvault.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;

/** Gathers what is wrong in a document, so that its author learns of all of it at once. */
final class Faults {

    private final List<PolicyFault> found = new ArrayList<>();
    private final boolean proposed;

    /** @param proposed whether the document is yet to be applied */
    Faults(boolean proposed) {
        this.proposed = proposed;
    }

    void add(Optional<Mark> mark, String path, String message) {
        found.add(new PolicyFault(mark.map(at -> at.getLine() + 1).orElse(1), mark.map(at -> at.getColumn() + 1).orElse(1), path, message));
    }

    /** Adds what a release that has applied documents took for none: those bind as they did, rather than leave a node without a policy. */
    void addToProposed(Optional<Mark> mark, String path, String message) {
        if (proposed) {
            add(mark, path, message);
        }
    }

    boolean any() {
        return !found.isEmpty();
    }

    void throwIfAny() {
        if (any()) {
            throw new MalformedPolicyException(found.stream()
                    .sorted(Comparator.comparingInt(PolicyFault::line).thenComparingInt(PolicyFault::column)).toList());
        }
    }
}
