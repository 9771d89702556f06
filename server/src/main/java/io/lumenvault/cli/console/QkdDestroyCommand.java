package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Destroy the key of a time window at both ends, with what waits to be fetched; everybody who took key from it is listed. */
@Command(name = "destroy", description = "Destroy the key of a time window at both ends, with what waits to be fetched; everybody who took key from it is listed.")
final class QkdDestroyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private QkdWindow window;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return window.decide("destroy", "destroyed", spec.commandLine().getOut());
    }
}
