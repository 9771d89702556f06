package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Destroys a key. */
@Command(name = "destroy", description = "Destroy a key that is not Active, and say what is left of it.")
final class KeysDestroyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "KEY", description = "Its unique identifier.")
    private UUID key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect("officer")) {
            JsonNode answer = client.posted("/console/v1/keys/" + key + "/destroy", Map.of());
            var out = spec.commandLine().getOut();
            out.println((answer.hasNonNull("pending") ? "ok    the destruction is pending: " : "ok    the key is "
                    + answer.path("state").asText() + ": ") + answer.path("remains").asText());
            out.flush();
            return 0;
        }
    }
}
