package io.lumenvault.cli.link;

import io.lumenvault.cli.console.Table;
import io.lumenvault.qkd.link.FreeSpaceLoss;
import io.lumenvault.qkd.link.SatellitePass;
import io.lumenvault.qkd.plan.LinkPlan;
import io.lumenvault.qkd.plan.PassPlan;
import io.lumenvault.qkd.plot.Axis;
import io.lumenvault.qkd.plot.Plot;
import io.lumenvault.qkd.plot.Series;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Protocols;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What one pass of a satellite is expected to give. */
@Command(name = "pass", description = {"Expected rates of a downlink over one pass of a satellite, as a table and as a picture (SVG).",
    "The options of the fibre have no part in it."})
final class LinkPassCommand implements Callable<Integer> {

    private static final int ROW_SECONDS = 20;

    @Mixin
    private LinkOptions options;

    @Option(names = "--protocol", paramLabel = "NAME", defaultValue = "bb84", description = "bb84, bb84-vacuum-weak or bb84-one-decoy (default ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--altitude", paramLabel = "KM", defaultValue = "500", description = "Altitude of the orbit (default ${DEFAULT-VALUE}).")
    private double altitude;

    @Option(names = "--elevation", paramLabel = "DEGREES", defaultValue = "70", description = "Highest elevation of the pass (default ${DEFAULT-VALUE}).")
    private double highest;

    @Option(names = "--lowest", paramLabel = "DEGREES", defaultValue = "20", description = "Elevation from which the link is used (default ${DEFAULT-VALUE}).")
    private double lowest;

    @Option(names = "--divergence", paramLabel = "MICRORAD", defaultValue = "10", description = "Half angle of the beam at 1/e^2 (default ${DEFAULT-VALUE}).")
    private double divergence;

    @Option(names = "--aperture", paramLabel = "M", defaultValue = "1", description = "Diameter of the receiving telescope (default ${DEFAULT-VALUE}).")
    private double aperture;

    @Option(names = "--pointing", paramLabel = "MICRORAD", defaultValue = "1", description = "Standard deviation of the pointing error (default ${DEFAULT-VALUE}).")
    private double pointing;

    @Option(names = "--zenith-loss", paramLabel = "DB", defaultValue = "3", description = "Loss of the atmosphere towards the zenith (default ${DEFAULT-VALUE}).")
    private double zenith;

    @Option(names = "--optics-loss", paramLabel = "DB", defaultValue = "3", description = "Loss of the optics (default ${DEFAULT-VALUE}).")
    private double optics;

    @Option(names = "--stray-light", paramLabel = "P", defaultValue = "1e-7", description = "Clicks of a detector a gate by stray light (default ${DEFAULT-VALUE}).")
    private double stray;

    @Option(names = "--svg", paramLabel = "FILE", defaultValue = "link-pass.svg", converter = OutputFile.Converter.class, description = "Where the picture goes (default ${DEFAULT-VALUE}).")
    private OutputFile svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PassPlan.Whole whole = whole();
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("SECONDS", "ELEVATION", "RANGE KM", "LOSS DB", "RAW /S", "SIFTED BIT/S", "QBER", "SECRET BIT/S");
        for (PassPlan.Point point : whole.points()) {
            if (point.time() % ROW_SECONDS == 0) {
                Figures figures = point.figures();
                table.add(Texts.number(point.time(), 0), Texts.number(point.elevation(), 1), Texts.number(point.rangeKm(), 0), Texts.number(point.lossDb(), 2),
                        Texts.rate(figures.raw()), Texts.rate(figures.sifted()), Texts.percent(figures.errorRate()), Texts.rate(figures.secret()));
            }
        }
        table.print(out);
        Figures total = whole.total();
        out.println("whole pass of " + whole.points().size() + " s: sifted " + Texts.bits(total.sifted()) + ", secret " + Texts.bits(total.secret())
                + (Double.isNaN(total.finiteSecret()) ? "" : ", as one block " + Texts.bits(total.finiteSecret())));
        svg.write(new Plot("Pass at " + Texts.plain(altitude) + " km", Axis.linear("time from the highest point", "s"), Axis.logarithmic("rate", "bit/s"))
                .add(curve("sifted key", whole.points(), Figures::sifted, Series.Style.DASHED))
                .add(curve("secret key, asymptotic", whole.points(), Figures::secret, Series.Style.SOLID)).svg());
        out.println("picture: " + svg.path());
        out.flush();
        return 0;
    }

    private PassPlan.Whole whole() {
        LinkPlan plan = options.plan();
        try {
            Protocol protocol = Protocols.named(name);
            if (!name.startsWith(Protocols.PREPARED)) {
                throw new IllegalArgumentException("protocol '" + name + "' has its source or relay in the middle; a downlink has not");
            }
            PassPlan pass = new PassPlan(plan.clockHz(), new SatellitePass(altitude, highest),
                    new FreeSpaceLoss(divergence, aperture, pointing, zenith, optics), lowest, plan.detector(), stray, plan.security());
            if (highest <= lowest) {
                throw new IllegalArgumentException("the pass is not above " + lowest + " degrees: its highest elevation is " + highest);
            }
            return pass.over(protocol);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Series curve(String name, List<PassPlan.Point> points, ToDoubleFunction<Figures> rate, Series.Style style) {
        return new Series(name, points.stream().mapToDouble(PassPlan.Point::time).toArray(),
                points.stream().mapToDouble(point -> rate.applyAsDouble(point.figures())).toArray(), style);
    }
}
