package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The managed objects of a site. */
@Command(name = "list", description = "Managed objects: identifier, type, state, owner; never a value.")
final class KeysListCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--owner", paramLabel = "NAME", description = "Only objects of this principal.")
    private String owner;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many objects (default: ${DEFAULT-VALUE}).", defaultValue = "50")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where a list ended before; it said with which cursor.")
    private String cursor;

    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("owner", owner);
        parameters.put("limit", Integer.toString(limit));
        parameters.put("cursor", cursor);
        try (JsonClient client = site.connect()) {
            JsonNode answer = client.document("/console/v1/keys", parameters);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.toPrettyString());
                out.flush();
                return 0;
            }
            Table table = new Table("ID", "TYPE", "ALGORITHM", "BITS", "STATE", "OWNER", "LINK", "CREATED");
            for (JsonNode key : answer.path("keys")) {
                table.add(Cells.text(key, "id"), Cells.text(key, "type"), Cells.text(key, "algorithm"), Cells.text(key, "bits"), Cells.text(key, "state"),
                        Cells.text(key, "owner"), Cells.text(key, "link"), Cells.text(key, "created"));
            }
            table.print(out);
            if (answer.path("next").isTextual()) {
                spec.commandLine().getErr().println("more: --cursor " + answer.path("next").textValue());
                spec.commandLine().getErr().flush();
            }
            return 0;
        }
    }
}
