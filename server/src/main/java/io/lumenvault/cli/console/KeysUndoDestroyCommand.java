package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back a destruction. */
@Command(name = "undo-destroy", description = "Take back a destruction that is still pending under the policy.")
final class KeysUndoDestroyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "KEY", description = "Its unique identifier.")
    private UUID key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return KeyLimits.change(site, key, "undo-destroy", Map.of(), spec);
    }
}
