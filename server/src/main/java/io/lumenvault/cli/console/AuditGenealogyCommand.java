package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows key both ways. */
@Command(name = "genealogy", description = "From a key to its link, blocks and consumers; or from a link and a time to every consumer of any bit of it. "
        + "Each site knows the consumers at its own end.")
final class AuditGenealogyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(arity = "0..1", paramLabel = "KEY", description = "Identifier of the key or managed object.")
    private UUID key;

    @Option(names = "--link", paramLabel = "LINK", description = "The QKD link.")
    private String link;

    @Option(names = "--since", paramLabel = "INSTANT", description = "With --link: blocks made or received not before this time.")
    private String since;

    @Option(names = "--until", paramLabel = "INSTANT", description = "With --link: blocks made or received before this time.")
    private String until;

    @Option(names = "--json", description = "Print the answers as they came, one a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((key == null) == (link == null) || (link != null) != (since != null && until != null)) {
            throw new ParameterException(spec.commandLine(), "say either KEY, or --link LINK with --since and --until");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (JsonClient client = site.connect()) {
            if (key != null) {
                showKey(client.document("/console/v1/audit/genealogy/key", Map.of("key", key.toString())), out);
            } else {
                showLink(client, out);
            }
        }
        out.flush();
        return 0;
    }

    private void showKey(JsonNode genealogy, PrintWriter out) {
        if (json) {
            out.println(genealogy);
            return;
        }
        Table parts = new Table("LINK", "BLOCK", "BYTES", "CHUNK", "CHUNK DESTROYED");
        for (JsonNode part : genealogy.path("parts")) {
            parts.add(part.path("link").asText(), part.path("sequence").asText(),
                    part.path("start").asText() + ".." + part.path("end").asText(), part.path("chunk").asText(), Cells.text(part.path("destroyed_at")));
        }
        parts.print(out);
        out.println();
        BlocksTable.ofParts(genealogy.path("parts")).print(out);
        out.println();
        consumers(consumersTable(), genealogy.path("allocation")).print(out);
        for (JsonNode origin : genealogy.path("origins")) {
            for (JsonNode part : origin.path("parts")) {
                out.println("derived from " + origin.path("key").asText() + ": link " + part.path("link").asText() + ", block "
                        + part.path("sequence").asText() + ", bytes " + part.path("start").asText() + ".." + part.path("end").asText());
            }
        }
        derivations(genealogy.path("derived_from"), out);
        derivations(genealogy.path("derived"), out);
        JsonNode object = genealogy.path("object");
        if (object.isObject()) {
            out.println();
            Table objects = new Table("OBJECT OF", "CREATED", "DESTROYED");
            objects.add(Cells.text(object.path("owner")), Cells.text(object.path("created")), Cells.text(object.path("destroyed")));
            objects.print(out);
        }
        out.println();
        Table events = new Table("TIME", "PRINCIPAL", "PROTOCOL", "OPERATION", "RESULT", "LOG INDEX");
        for (JsonNode event : genealogy.path("events")) {
            events.add(Cells.text(event.path("time")), Cells.text(event.path("principal")), Cells.text(event.path("protocol")), Cells.text(event.path("operation")),
                    Cells.text(event.path("result")), Cells.text(event.path("index")));
        }
        events.print(out);
        if (genealogy.path("truncated").asBoolean()) {
            out.println("some are left out: audit search --object has all events");
        }
        if (!genealogy.path("archived_months").isEmpty()) {
            List<String> months = new ArrayList<>();
            genealogy.path("archived_months").forEach(month -> months.add(month.asText()));
            out.println("events of these months are in archives: " + String.join(", ", months));
        }
    }

    private void showLink(JsonClient client, PrintWriter out) throws IOException {
        Map<String, String> parameters = new HashMap<>(Map.of("link", link, "since", since, "until", until));
        String next = null;
        do {
            parameters.put("after", next);
            JsonNode page = client.document("/console/v1/audit/genealogy/link", parameters);
            if (json) {
                out.println(page);
            } else {
                showPage(page, next == null, out);
            }
            next = page.path("next").textValue();
        } while (next != null);
    }

    private static void showPage(JsonNode page, boolean first, PrintWriter out) {
        if (first) {
            new BlocksTable(page.path("blocks")).print(out);
            out.println();
        }
        Table table = consumersTable();
        page.path("allocations").forEach(allocation -> consumers(table, allocation));
        table.print(out);
        derivations(page.path("derived"), out);
        if (page.path("truncated").asBoolean()) {
            out.println("there are more derived objects: ask for a shorter time, or for the keys one by one");
        }
    }

    private static void derivations(JsonNode derivations, PrintWriter out) {
        if (!derivations.isEmpty()) {
            out.println();
            Table table = new Table("DERIVED", "FROM", "OWNER", "TIME", "DESTROYED");
            derivations.forEach(made -> table.add(Cells.text(made.path("derived")), Cells.text(made.path("base")), Cells.text(made.path("owner")), Cells.text(made.path("time")),
                    Cells.text(made.path("destroyed"))));
            table.print(out);
        }
    }

    private static Table consumersTable() {
        return new Table("CONSUMER", "ROLE", "KEYS GIVEN", "WAITING", "BITS EACH", "FIRST", "LAST", "ALLOCATION", "STATE");
    }

    private static Table consumers(Table table, JsonNode allocation) {
        for (JsonNode consumer : allocation.path("consumers")) {
            table.add(Cells.text(consumer.path("consumer")), Cells.text(consumer.path("role")), Cells.text(consumer.path("given")), Cells.text(consumer.path("waiting")),
                    Cells.text(allocation.path("key_bits")), Cells.text(consumer.path("first")), Cells.text(consumer.path("last")), Cells.text(allocation.path("id")),
                    Cells.text(allocation.path("state")));
        }
        return table;
    }
}
