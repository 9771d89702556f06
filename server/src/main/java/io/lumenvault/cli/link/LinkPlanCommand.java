package io.lumenvault.cli.link;

import io.lumenvault.cli.console.Table;
import io.lumenvault.qkd.plan.LinkPlan;
import io.lumenvault.qkd.plan.PlanPlot;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Protocols;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a link is expected to give over distance. */
@Command(name = "plan", description = {"Expected rates and error rate of a link over distance, as a table and as a picture (SVG).",
    "Protocols: bb84 (three intensities, finite blocks), bb84-vacuum-weak, bb84-one-decoy, bbm92, e91, mdi; or all."})
final class LinkPlanCommand implements Callable<Integer> {

    /** Steps of the picture, whatever the rows of the table. */
    private static final int STEPS = 400;

    @Mixin
    private LinkOptions options;

    @Option(names = "--protocol", paramLabel = "NAME", split = ",", defaultValue = "bb84", description = "One or more, with commas between (default ${DEFAULT-VALUE}).")
    private List<String> names;

    @Option(names = "--from", paramLabel = "KM", defaultValue = "0", description = "Shortest distance (default ${DEFAULT-VALUE}).")
    private double from;

    @Option(names = "--to", paramLabel = "KM", defaultValue = "200", description = "Longest distance (default ${DEFAULT-VALUE}).")
    private double to;

    @Option(names = "--step", paramLabel = "KM", defaultValue = "10", description = "Distance from row to row (default ${DEFAULT-VALUE}).")
    private double step;

    @Option(names = "--svg", paramLabel = "FILE", defaultValue = "link-plan.svg", converter = OutputFile.Converter.class, description = "Where the picture goes (default ${DEFAULT-VALUE}).")
    private OutputFile svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        LinkPlan plan = options.plan();
        Map<Protocol, List<LinkPlan.Point>> fine = new LinkedHashMap<>();
        for (Protocol protocol : protocols()) {
            out.println(protocol.title() + ": " + options.summary(plan));
            table(points(plan, protocol, step)).print(out);
            out.println();
            fine.put(protocol, points(plan, protocol, to > from ? (to - from) / STEPS : step));
        }
        String title = (fine.size() == 1 ? fine.keySet().iterator().next().title() : "Secret key rate") + " over distance";
        svg.write(PlanPlot.of(title, fine).svg());
        out.println("picture: " + svg.path());
        out.flush();
        return 0;
    }

    private List<Protocol> protocols() {
        try {
            return names.equals(List.of("all")) ? Protocols.all() : names.stream().distinct().map(Protocols::named).collect(Collectors.toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<LinkPlan.Point> points(LinkPlan plan, Protocol protocol, double distance) {
        try {
            return plan.over(protocol, from, to, distance);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Table table(List<LinkPlan.Point> points) {
        boolean chsh = points.stream().anyMatch(point -> !Double.isNaN(point.chsh()));
        Table table = new Table("KM", "LOSS DB", "RAW /S", "SIFTED BIT/S", "QBER", chsh ? "CHSH S" : "SECRET FINITE", "SECRET BIT/S");
        for (LinkPlan.Point point : points) {
            table.add(Texts.number(point.km(), 1), Texts.number(point.lossDb(), 2), Texts.rate(point.raw()), Texts.rate(point.sifted()),
                    Texts.percent(point.errorRate()), chsh ? Texts.number(point.chsh(), 3) : Texts.rate(point.finiteSecret()), Texts.rate(point.secret()));
        }
        return table;
    }
}
