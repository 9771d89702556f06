package io.lumenvault.cli.hsm;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the tokens of a site's file. */
@Command(name = "status", description = {
        "Show the tokens that a site's file names: state of the login, mechanisms, master-key generations with their key check values.",
        "Tokens that show the same check value hold the same key."})
final class HsmStatusCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's configuration (lumenvault.properties).")
    private Path configuration;

    @Override
    public Integer call() throws IOException {
        return TokenTask.run(configuration, "hsm-status");
    }
}
