package io.lumenvault.cli.link;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.qkd.source.KeySource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one end of a link whose modules speak ETSI GS QKD 014 or 004. */
@Command(name = "source", description = {"Take key from a QKD module that speaks ETSI GS QKD 014, or 004 in push mode, and push it to the key manager, in the foreground.",
        "One runs at each end of the link. The settings are described in qkd-ingest/INTERFACE.md."})
final class LinkSourceCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The settings of this end.")
    private Path configuration;

    @Override
    public Integer call() throws IOException {
        KeySource source = open();
        Runtime.getRuntime().addShutdownHook(new Thread(source::stop, "stop"));
        source.run();
        return 0;
    }

    private KeySource open() throws IOException {
        try {
            return KeySource.open(configuration, System.out);
        } catch (IllegalArgumentException | GeneralSecurityException wrong) {
            throw new CommandFailure(wrong.getMessage());
        }
    }
}
