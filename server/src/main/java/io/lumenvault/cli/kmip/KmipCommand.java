package io.lumenvault.cli.kmip;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** KMIP messages for people. */
@Command(name = "kmip", description = "KMIP messages for people: decode TTLV, encode a tree, XML or JSON.",
        subcommands = {KmipDecodeCommand.class, KmipEncodeCommand.class})
public final class KmipCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: decode or encode");
    }
}
