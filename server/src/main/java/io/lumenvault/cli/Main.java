package io.lumenvault.cli;

import io.lumenvault.cli.console.ApprovalsCommand;
import io.lumenvault.cli.access.AccessCommand;
import io.lumenvault.cli.console.AuditCommand;
import io.lumenvault.cli.console.KeysCommand;
import io.lumenvault.cli.console.MasterKeyCommand;
import io.lumenvault.cli.console.PolicyCommand;
import io.lumenvault.cli.console.QkdCommand;
import io.lumenvault.cli.demo.DemoCommand;
import io.lumenvault.cli.drill.DrillCommand;
import io.lumenvault.cli.hsm.HsmCommand;
import io.lumenvault.cli.kmip.ConformanceCommand;
import io.lumenvault.cli.kmip.KmipCommand;
import io.lumenvault.cli.link.LinkCommand;
import io.lumenvault.cli.serve.ServeCommand;
import io.lumenvault.cli.witness.WitnessCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The entry of the command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(name = "lumenvault", description = "Key manager of a quantum key distribution node.",
        subcommands = {DemoCommand.class, ServeCommand.class, HsmCommand.class, KeysCommand.class, MasterKeyCommand.class, AuditCommand.class,
            AccessCommand.class, WitnessCommand.class, PolicyCommand.class, QkdCommand.class, BenchCommand.class, ApprovalsCommand.class,
            DrillCommand.class, KmipCommand.class, ConformanceCommand.class, LinkCommand.class})
public final class Main {

    @Mixin
    private HelpOption help;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::explainUsage);
    }

    /** What went wrong outside fits on one line; a defect of our own shows where it is. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof IOException || failure instanceof CommandFailure) {
            command.getErr().println("lumenvault: " + (failure instanceof IOException outside ? FileFaults.message(outside) : failure.getMessage()));
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static int explainUsage(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("lumenvault: " + failure.getMessage() + " (try '" + command.getCommandSpec().qualifiedName() + " --help')");
        return ExitCode.USAGE;
    }
}
