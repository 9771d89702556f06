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

/** Ends a suspension. */
@Command(name = "release", description = "End the suspension of a key.")
final class KeysReleaseCommand implements Callable<Integer> {

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
        return KeyLimits.change(site, key, "release", Map.of(), spec);
    }
}
