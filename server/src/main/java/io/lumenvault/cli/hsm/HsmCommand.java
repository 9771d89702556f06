package io.lumenvault.cli.hsm;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tokens of a node. */
@Command(name = "hsm", description = "The HSM tokens of a node.",
        subcommands = {HsmInitCommand.class, HsmCloneCommand.class, HsmStatusCommand.class, HsmSelfTestCommand.class})
public final class HsmCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: " + spec.subcommands().keySet());
    }
}
