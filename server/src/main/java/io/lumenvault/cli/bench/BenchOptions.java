package io.lumenvault.cli.bench;

import io.lumenvault.cli.HelpOption;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every bench has: how long it measures, and where its figures go. */
final class BenchOptions {

    /** Below this, three digits behind the point say too little. */
    private static final double LEAST_PLAIN = 0.01;

    @Mixin
    private HelpOption help;

    @Option(names = "--seconds", paramLabel = "SECONDS", defaultValue = "10", converter = FromOne.class,
            description = "Time measured for each figure, after half of it to warm up (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--server-warm-up", paramLabel = "SECONDS", defaultValue = "30", converter = FromOne.class,
            description = "Time for which a key manager is used before it is measured: until its code is compiled (default ${DEFAULT-VALUE}).")
    private int serverWarmUp;

    @Option(names = "--json", paramLabel = "FILE", converter = FiguresFile.Converter.class, description = "Also write the figures to this file.")
    private FiguresFile json;

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return measured().dividedBy(2);
    }

    /** Before a figure of a key manager that has just started. */
    Duration serverWarmUp() {
        return Duration.ofSeconds(serverWarmUp);
    }

    /** Prints the figures with the machine they were measured on, and writes the file that was asked for. */
    void report(List<Measurement> measurements) {
        PrintStream out = System.out;
        out.println(Machine.description());
        out.printf("%-22s %14s %-8s %9s %9s %14s %7s %10s%n", "name", "value", "unit", "p50 ms", "p99 ms", "ceiling", "ratio", "samples");
        for (Measurement m : measurements) {
            out.printf(Locale.ROOT, "%-22s %14s %-8s %9s %9s %14s %7s %10d%n", m.name(), number(m.value()), m.unit(),
                    number(m.p50()), number(m.p99()), number(m.ceiling()), number(m.ratio()), m.samples());
        }
        if (json != null) {
            json.write(measurements);
        }
    }

    private static String number(Double value) {
        if (value == null) {
            return "-";
        }
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= LEAST_PLAIN || size == 0 ? "%.3f" : "%.1e";
        return String.format(Locale.ROOT, form, value);
    }
}
