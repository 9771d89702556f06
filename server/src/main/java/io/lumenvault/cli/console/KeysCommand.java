package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keys and pools of a site; never their values. */
@Command(name = "keys", description = "Keys and QKD key pools of a site: what there is, never the values.",
        subcommands = {KeysListCommand.class, KeysPoolCommand.class, KeysShowCommand.class, KeysHoldCommand.class,
            KeysReleaseCommand.class, KeysLimitCommand.class, KeysDestroyCommand.class, KeysUndoDestroyCommand.class})
public final class KeysCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, pool, show, hold, release, limit, destroy or undo-destroy");
    }
}
