package io.lumenvault.cli.hsm;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a master key that all tokens of a site's file hold. */
@Command(name = "clone", description = {
        "Make the next master-key generation in every token that a site's file names: the same key in each, brought from one to the others"
                + " inside them. Tokens that keep data objects never give the number of a destroyed key again.",
        "Keys that a token holds already cannot be copied; what they sealed is sealed anew after the new generation is activated."})
final class HsmCloneCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The site's configuration (lumenvault.properties).")
    private Path configuration;

    @Override
    public Integer call() throws IOException {
        return TokenTask.run(configuration, "hsm-clone");
    }
}
