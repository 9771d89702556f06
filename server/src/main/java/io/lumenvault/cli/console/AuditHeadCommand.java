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

/** Shows the signed head of the log, its keys and its witnesses. */
@Command(name = "head", description = "Show the last signed head of the audit log, when witnesses last saw it, and the keys that sign it.")
final class AuditHeadCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--keys", description = "Print the keys alone, one a line, as a witness and an offline verifier take them.")
    private boolean keysOnly;

    @Option(names = "--note", description = "Print the signed head alone, with its cosignatures, as 'audit verify --extends' takes it later.")
    private boolean noteOnly;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode head = client.document("/console/v1/audit/head", Map.of());
            var out = spec.commandLine().getOut();
            if (noteOnly) {
                out.print(head.path("note").asText());
                out.flush();
                return head.path("note").isTextual() ? 0 : 1;
            }
            if (!keysOnly) {
                out.println("log        " + head.path("origin").asText());
                out.println("signed     " + head.path("size").asLong() + " entries at " + head.path("signed").asText("-"));
                for (JsonNode witness : head.path("witnesses")) {
                    out.println("witnessed  " + witness.path("size").asLong() + " entries at " + witness.path("time").asText("-") + " by " + witness.path("witness").asText());
                }
            }
            for (JsonNode key : head.path("keys")) {
                out.println(keysOnly ? key.asText() : "key        " + key.asText());
            }
            out.flush();
            return 0;
        }
    }
}
