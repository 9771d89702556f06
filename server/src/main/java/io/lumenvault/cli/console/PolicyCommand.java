package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The policy of a site. */
@Command(name = "policy", description = "The policy of a site: check a document, see what it would change, apply it.",
        subcommands = {PolicyCheckCommand.class, PolicyShowCommand.class, PolicyHistoryCommand.class, PolicySimulateCommand.class,
            PolicyApplyCommand.class})
public final class PolicyCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: check, show, history, simulate or apply");
    }
}
