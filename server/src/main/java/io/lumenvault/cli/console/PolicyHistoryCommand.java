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

/** Lists the versions of the policy. */
@Command(name = "history", description = "The versions of the policy, the latest first.")
final class PolicyHistoryCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many versions (default: ${DEFAULT-VALUE}).", defaultValue = "20")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect()) {
            Table table = new Table("VERSION", "APPLIED", "BY", "SHA-256");
            for (JsonNode version : client.document("/console/v1/policy/versions", Map.of("limit", Integer.toString(limit))).path("versions")) {
                table.add(Cells.text(version, "version"), Cells.text(version, "time"), Cells.text(version, "author"),
                        Cells.text(version, "sha256"));
            }
            table.print(spec.commandLine().getOut());
            return 0;
        }
    }
}
