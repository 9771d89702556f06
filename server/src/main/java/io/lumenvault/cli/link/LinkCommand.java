package io.lumenvault.cli.link;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A QKD link on its own: planned, simulated, reported. */
@Command(name = "link", description = "Plan a QKD link, simulate one, report what was seen; take key from a module of another maker.",
        subcommands = {LinkPlanCommand.class, LinkPassCommand.class, LinkRunCommand.class, LinkReportCommand.class, LinkSourceCommand.class})
public final class LinkCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: plan, pass, run, report or source");
    }
}
