package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the key of a QKD link after a security event. */
@Command(name = "qkd", description = "After a security event: quarantine, release or destroy the key that came over a QKD link in a time window.",
        subcommands = {QkdQuarantineCommand.class, QkdReleaseCommand.class, QkdDestroyCommand.class})
public final class QkdCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: quarantine, release or destroy");
    }
}
