package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds entries of the audit log. */
@Command(name = "search", description = "Find entries of the audit log, newest first.")
final class AuditSearchCommand implements Callable<Integer> {

    private static final List<String> RESULTS = List.of("served", "refused", "failed");

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--since", paramLabel = "INSTANT", description = "Not before this time, for example 2026-01-31T12:00:00Z.")
    private String since;

    @Option(names = "--until", paramLabel = "INSTANT", description = "Before this time.")
    private String until;

    @Option(names = "--principal", paramLabel = "NAME", description = "Who asked.")
    private String principal;

    @Option(names = "--object", paramLabel = "UUID", description = "The key or other object concerned.")
    private String object;

    @Option(names = "--operation", paramLabel = "NAME", description = "What was asked, for example Get.")
    private String operation;

    @Option(names = "--result", paramLabel = "served|refused|failed", description = "What became of it.")
    private String result;

    @Option(names = "--link", paramLabel = "LINK", description = "The QKD link concerned.")
    private String link;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many entries (default: ${DEFAULT-VALUE}).", defaultValue = "50")
    private int limit;

    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (result != null && !RESULTS.contains(result)) {
            throw new ParameterException(spec.commandLine(), "--result '" + result + "': one of " + String.join(", ", RESULTS));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("since", since);
        parameters.put("until", until);
        parameters.put("principal", principal);
        parameters.put("object", object);
        parameters.put("operation", operation);
        parameters.put("result", result);
        parameters.put("link", link);
        parameters.put("limit", Integer.toString(limit));
        try (JsonClient client = site.connect()) {
            JsonNode answer = client.document("/console/v1/audit", parameters);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.toPrettyString());
                out.flush();
                return 0;
            }
            Table table = new Table("TIME", "PRINCIPAL", "PROTOCOL", "OPERATION", "RESULT", "LINK", "OBJECTS", "REASON");
            for (JsonNode entry : answer.path("entries")) {
                table.add(text(entry, "time"), text(entry, "principal"), text(entry, "protocol"), text(entry, "operation"),
                        text(entry, "result"), text(entry, "link"), objects(entry.path("objects")), text(entry, "reason"));
            }
            table.print(out);
            return 0;
        }
    }

    private static String text(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        return value.isNull() || value.isMissingNode() ? "-" : value.asText();
    }

    /** Many keys fit into one request: the first stands for them and the rest are counted. */
    private static String objects(JsonNode objects) {
        if (objects.isEmpty()) {
            return "-";
        }
        StringJoiner text = new StringJoiner(" ");
        text.add(objects.get(0).asText());
        if (objects.size() > 1) {
            text.add("(+" + (objects.size() - 1) + ")");
        }
        return text.toString();
    }
}
