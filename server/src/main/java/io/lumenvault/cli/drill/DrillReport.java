package io.lumenvault.cli.drill;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a drill has counted. It has passed when every count that must be zero is zero, every other requirement is met, and there was
 * something to count.
 *
 * @param rounds rounds carried out
 * @param counts in the order in which they are printed
 * @param findings what was wrong, one line each; the first ones when there are many
 */
public record DrillReport(int rounds, List<Count> counts, List<String> findings) {

    private static final int MOST_FINDINGS = 20;

    /** What a count has to be for the drill to pass. */
    public enum Rule { ANY, ZERO, SOME }

    /**
     * One count.
     *
     * @param name what is counted, in words
     * @param value how many, or how long with the unit in the name
     * @param rule what it has to be
     */
    public record Count(String name, long value, Rule rule) {

        public Count {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(rule, "rule");
        }

        boolean met() {
            return switch (rule) {
                case ANY -> true;
                case ZERO -> value == 0;
                case SOME -> value > 0;
            };
        }

        private String demand() {
            return switch (rule) {
                case ANY -> "";
                case ZERO -> met() ? "must be 0" : "must be 0: FAILED";
                case SOME -> met() ? "" : "must not be 0: FAILED";
            };
        }
    }

    public DrillReport {
        counts = List.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /** Whether every count is what it has to be and nothing was found wrong. */
    public boolean passed() {
        return findings.isEmpty() && counts.stream().allMatch(Count::met);
    }

    /** The value of the count with that name. */
    public long value(String name) {
        return counts.stream().filter(count -> count.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no count is named '" + name + "'")).value();
    }

    /** Prints the counts, what was found, and the verdict. */
    public void print(PrintStream out) {
        out.printf("%-52s %12d%n", "rounds", rounds);
        for (Count count : counts) {
            out.println("%-52s %12d  %s".formatted(count.name(), count.value(), count.demand()).stripTrailing());
        }
        findings.stream().limit(MOST_FINDINGS).forEach(finding -> out.println("found: " + finding));
        if (findings.size() > MOST_FINDINGS) {
            out.println("found: " + (findings.size() - MOST_FINDINGS) + " more");
        }
        out.println(passed() ? "passed" : "FAILED");
    }

    /** A report in the making. */
    public static Builder of(int rounds) {
        return new Builder(rounds);
    }

    /** Gathers counts and findings; one thread. */
    public static final class Builder {

        private final int rounds;
        private final List<Count> counts = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();

        private Builder(int rounds) {
            this.rounds = rounds;
        }

        /** Something to know. */
        public Builder count(String name, long value) {
            counts.add(new Count(name, value, Rule.ANY));
            return this;
        }

        /** Something that must not have happened. */
        public Builder zero(String name, long value) {
            counts.add(new Count(name, value, Rule.ZERO));
            return this;
        }

        /** Something without which the drill has shown nothing. */
        public Builder some(String name, long value) {
            counts.add(new Count(name, value, Rule.SOME));
            return this;
        }

        /** What was wrong, in words. */
        public Builder findings(List<String> lines) {
            findings.addAll(lines);
            return this;
        }

        public DrillReport build() {
            return new DrillReport(rounds, counts, findings);
        }
    }
}
