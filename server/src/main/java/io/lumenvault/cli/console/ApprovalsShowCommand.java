package io.lumenvault.cli.console;

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

/** Shows one request under approval. */
@Command(name = "show", description = "Show one request, who may decide it, and what they have said.")
final class ApprovalsShowCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(index = "0", paramLabel = "APPROVAL", description = "Its identifier.")
    private UUID id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect("officer")) {
            ApprovalText.print(client.document("/console/v1/approvals/" + id, Map.of()), spec.commandLine().getOut());
            return 0;
        }
    }
}
