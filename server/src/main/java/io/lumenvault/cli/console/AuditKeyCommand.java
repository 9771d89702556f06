package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The public keys of a site's audit log. */
@Command(name = "key", description = "The public keys by which the audit log of a site is verified. Fetch them once, over a way that you trust, and keep them.")
final class AuditKeyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--output", paramLabel = "FILE", description = "Write them there instead of showing them.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        StringBuilder keys = new StringBuilder();
        try (JsonClient client = site.connect()) {
            for (JsonNode key : client.document("/console/v1/audit/keys", Map.of()).path("keys")) {
                keys.append(key.asText()).append('\n');
            }
        }
        if (output == null) {
            spec.commandLine().getOut().print(keys);
        } else {
            Files.writeString(output, keys);
            spec.commandLine().getOut().println("written " + output);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
