package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Take quarantined key back into use at both ends. */
@Command(name = "release", description = "Take quarantined key back into use at both ends.")
final class QkdReleaseCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private QkdWindow window;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return window.decide("release", "released", spec.commandLine().getOut());
    }
}
