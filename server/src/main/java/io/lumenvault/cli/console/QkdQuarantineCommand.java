package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Take the key of a time window out of use at both ends until it is released or destroyed. */
@Command(name = "quarantine", description = "Take the key of a time window out of use at both ends until it is released or destroyed.")
final class QkdQuarantineCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private QkdWindow window;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return window.decide("quarantine", "quarantined", spec.commandLine().getOut());
    }
}
