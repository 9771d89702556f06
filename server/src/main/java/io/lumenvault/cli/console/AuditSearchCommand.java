package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.io.PrintWriter;
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

    private static final long PAGE = 1000;
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

    @Option(names = "--text", paramLabel = "WORDS", description = "Words that the entry must all have.")
    private String text;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where a search ended before; it said with which cursor.")
    private String cursor;

    @Option(names = "--all", description = "All entries that meet the conditions.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many entries (default: ${DEFAULT-VALUE}).", defaultValue = "50")
    private int limit;

    @Option(names = "--json", description = "Print the entries in JSON, one a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (result != null && !RESULTS.contains(result)) {
            throw new ParameterException(spec.commandLine(), "--result '" + result + "': one of " + String.join(", ", RESULTS));
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + ": a whole number from 1");
        }
        Map<String, String> conditions = conditions();
        PrintWriter out = spec.commandLine().getOut();
        String next = cursor;
        long found = 0;
        try (JsonClient client = site.connect()) {
            do {
                conditions.put("cursor", next);
                conditions.put("limit", Long.toString(Math.min(PAGE, all ? PAGE : limit - found)));
                JsonNode page = client.document("/console/v1/audit", conditions);
                print(page.path("entries"), out);
                found += page.path("entries").size();
                next = page.path("next").textValue();
            } while (next != null && (all || found < limit));
        }
        if (found == 0 && !json) {
            table().print(out);
        }
        if (next != null) {
            spec.commandLine().getErr().println("more: --cursor " + next);
        }
        return 0;
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("since", since);
        conditions.put("until", until);
        conditions.put("principal", principal);
        conditions.put("object", object);
        conditions.put("operation", operation);
        conditions.put("result", result);
        conditions.put("link", link);
        conditions.put("text", text);
        return conditions;
    }

    private void print(JsonNode entries, PrintWriter out) {
        if (json) {
            entries.forEach(out::println);
            out.flush();
        } else if (!entries.isEmpty()) {
            Table table = table();
            for (JsonNode entry : entries) {
                table.add(Cells.text(entry, "time"), Cells.text(entry, "principal"), Cells.text(entry, "protocol"), Cells.text(entry, "operation"),
                        Cells.text(entry, "result"), Cells.text(entry, "link"), objects(entry.path("objects")), Cells.text(entry, "reason"));
            }
            table.print(out);
        }
    }

    private static Table table() {
        return new Table("TIME", "PRINCIPAL", "PROTOCOL", "OPERATION", "RESULT", "LINK", "OBJECTS", "REASON");
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
