package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a bundle of evidence about a key. */
@Command(name = "prove", description = "Write all that the audit log has of a key, with a proof of each entry, into one file for 'audit verify'.")
final class AuditProveCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "KEY", description = "Identifier of the key or other object.")
    private UUID key;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to (default: evidence-KEY.zip here).")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = output == null ? Path.of("evidence-" + key + ".zip") : output;
        try (JsonClient client = site.connect()) {
            client.download("/console/v1/audit/prove", Map.of("key", key.toString()), file);
        }
        spec.commandLine().getOut().println("written " + file + "; check it with: lumenvault audit verify " + file + " --public-key FILE");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
