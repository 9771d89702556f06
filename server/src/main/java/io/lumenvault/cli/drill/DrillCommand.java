package io.lumenvault.cli.drill;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.bench.FromOne;
import io.lumenvault.cli.bench.Machine;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one drill, or lists them. The exit code is 1 when a count that must be zero is not. */
@Command(name = "drill", description = "Cause a fault on purpose, and count what came of it.")
public final class DrillCommand implements Callable<Integer> {

    private static final String LIST = "list";

    @Mixin
    private HelpOption help;

    @Parameters(index = "0", paramLabel = "NAME", description = "The drill, or 'list' to see them all.")
    private String name;

    @Option(names = "--rounds", paramLabel = "N", converter = FromOne.class, description = "How often the fault is caused (default: the drill's own).")
    private Integer rounds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (name.equals(LIST)) {
            Drills.ALL.forEach(drill -> spec.commandLine().getOut().printf("%-12s %s (%d rounds)%n", drill.name(), drill.title(), drill.defaultRounds()));
            return 0;
        }
        Drill drill = Drills.named(name).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "there is no drill '" + name + "'; the drills are " + Drills.names()));
        PrintStream out = System.out;
        DrillOptions options = DrillOptions.launched(drill, rounds == null ? drill.defaultRounds() : rounds);
        out.println(Machine.description());
        out.println(drill.name() + ": " + drill.title());
        DrillReport report = drill.run(options);
        report.print(out);
        return report.passed() ? 0 : 1;
    }
}
