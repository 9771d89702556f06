package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a policy in force. */
@Command(name = "apply", description = "Put a policy in force on a site as its next version; see 'policy simulate' before.")
final class PolicyApplyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file;

    @Option(names = "--basis", paramLabel = "N",
            description = "The version that the document was made from: refused when another one is in force (default: the one in force).")
    private Long basis;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many identifiers of each effect (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        byte[] document = PolicyFile.checked(file);
        try (JsonClient client = site.connect("officer")) {
            long from = basis != null ? basis : client.document("/console/v1/policy", Map.of()).path("version").asLong();
            JsonNode answer = client.posted("/console/v1/policy/apply",
                    Map.of("basis", Long.toString(from), "limit", Integer.toString(limit)), PolicyFile.MEDIA_TYPE, document);
            var out = spec.commandLine().getOut();
            out.println("ok    policy version " + answer.path("applied").path("version").asLong() + " is in force, SHA-256 "
                    + answer.path("applied").path("sha256").asText());
            PolicyFile.print(answer, out);
            return 0;
        }
    }
}
