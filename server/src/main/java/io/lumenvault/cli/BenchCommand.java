package io.lumenvault.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures this machine. Each bench is a command class of its own, listed here. */
@Command(name = "bench", description = "Measure this machine.", subcommands = {})
final class BenchCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a bench: " + spec.subcommands().keySet());
    }
}
