package io.lumenvault.cli.kmip;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Published test cases against a fresh site or a running one. */
@Command(name = "conformance", description = "Play published test cases against a fresh site or a running one.",
        subcommands = KmipConformanceCommand.class)
public final class ConformanceCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which cases: kmip");
    }
}
