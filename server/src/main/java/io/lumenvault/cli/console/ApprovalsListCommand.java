package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists requests under approval. */
@Command(name = "list", description = "List the requests that wait or are approved, newest first.")
final class ApprovalsListCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--all", description = "Also those that are refused, expired or consumed.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect("officer")) {
            JsonNode answer = client.document("/console/v1/approvals", Collections.singletonMap("state", all ? "all" : null));
            Table table = new Table("APPROVAL", "STATE", "GIVEN", "OPERATION", "REQUESTER", "OBJECTS", "EXPIRES");
            for (JsonNode one : answer.path("approvals")) {
                table.add(one.path("id").asText(), one.path("state").asText(), one.path("given").asText() + " of " + one.path("required").asText(),
                        one.path("operation").asText(), one.path("requester").asText(), ApprovalText.objects(one), one.path("expires_at").asText());
            }
            table.print(spec.commandLine().getOut());
            return 0;
        }
    }
}
