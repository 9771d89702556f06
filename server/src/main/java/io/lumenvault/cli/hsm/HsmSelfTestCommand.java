package io.lumenvault.cli.hsm;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the self-tests of the tokens of a site's file. */
@Command(name = "selftest", description = {
        "Run the known-answer and pairwise tests of every token that a site's file names.",
        "A node does this at each connection to a token; POST /console/v1/hsm/selftest does it while the node runs."})
final class HsmSelfTestCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's configuration (lumenvault.properties).")
    private Path configuration;

    @Override
    public Integer call() throws IOException {
        return TokenTask.run(configuration, "hsm-selftest");
    }
}
