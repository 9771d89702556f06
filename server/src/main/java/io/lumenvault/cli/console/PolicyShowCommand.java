package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a version of the policy. */
@Command(name = "show", description = "Print the policy in force, or another version, as it was applied.")
final class PolicyShowCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--version", paramLabel = "N", description = "That version instead of the one in force.")
    private Long version;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode policy = client.document("/console/v1/policy" + (version == null ? "" : "/versions/" + version), Map.of());
            var out = spec.commandLine().getOut();
            if (policy.path("version").asLong() == 0) {
                out.println("# no policy was applied yet: nothing is restricted");
            } else {
                out.println("# version " + policy.path("version").asLong() + ", applied by " + policy.path("author").asText() + " at "
                        + policy.path("time").asText() + ", SHA-256 " + policy.path("sha256").asText());
                out.println(policy.path("text").asText().stripTrailing());
            }
            out.flush();
            return 0;
        }
    }
}
