package io.lumenvault.cli.kmip;

import io.lumenvault.kmip.conformance.CaseResult;
import io.lumenvault.kmip.conformance.CaseResult.Verdict;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what came of the cases: a line each, then the totals by profile, then the unsupported ones with their reasons. */
final class ConformanceReport {

    private final PrintWriter out;
    private final Map<String, Map<Verdict, Integer>> totals = new TreeMap<>();
    private final List<CaseResult> unsupported = new ArrayList<>();
    private boolean failed;

    ConformanceReport(PrintWriter out) {
        this.out = out;
    }

    /** One case has been played. */
    void add(ProtocolVersion version, CaseResult result) {
        totals.computeIfAbsent(version + " " + result.profile(), name -> new EnumMap<>(Verdict.class))
                .merge(result.verdict(), 1, Integer::sum);
        failed |= result.verdict() == Verdict.FAIL;
        if (result.verdict() == Verdict.UNSUPPORTED) {
            unsupported.add(result);
        }
        String verdict = String.format("%-11s %-24s", result.verdict(), result.name()) + (result.optional() ? " optional" : "");
        out.println((result.verdict() == Verdict.FAIL ? verdict + " step " + result.step() + ": " + result.reason() : verdict)
                .stripTrailing());
        out.flush();
    }

    /** All have been. @return whether one failed */
    boolean end() {
        out.println();
        out.printf("%-20s %6s %6s %12s%n", "PROFILE", "PASS", "FAIL", "UNSUPPORTED");
        Map<Verdict, Integer> all = new EnumMap<>(Verdict.class);
        totals.forEach((profile, counts) -> {
            counts.forEach((verdict, count) -> all.merge(verdict, count, Integer::sum));
            row(profile, counts);
        });
        row("all", all);
        if (!unsupported.isEmpty()) {
            out.println();
            out.println("Not supported:");
            unsupported.forEach(result -> out.printf("  %-24s step %d: %s%n", result.name(), result.step(), result.reason()));
        }
        out.flush();
        return failed;
    }

    private void row(String name, Map<Verdict, Integer> counts) {
        out.printf("%-20s %6d %6d %12d%n", name, counts.getOrDefault(Verdict.PASS, 0), counts.getOrDefault(Verdict.FAIL, 0),
                counts.getOrDefault(Verdict.UNSUPPORTED, 0));
    }
}
