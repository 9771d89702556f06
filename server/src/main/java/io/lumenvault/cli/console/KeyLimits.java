package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** A key's state and limits, as a site answers them. */
final class KeyLimits {

    private KeyLimits() {}

    /** Has an officer change a key, and prints what it is then. @return the exit code */
    static int change(SiteOptions site, UUID key, String change, Map<String, String> members, CommandSpec spec) throws IOException {
        try (JsonClient client = site.connect("officer")) {
            print(client.posted("/console/v1/keys/" + key + "/" + change, members), spec.commandLine().getOut());
            return ExitCode.OK;
        }
    }

    static void print(JsonNode key, PrintWriter out) {
        Table table = new Table("KEY", Cells.text(key, "id"));
        table.add("owner", Cells.text(key, "owner"));
        table.add("state", (key.path("suspended").asBoolean() ? "Suspended, " : "") + Cells.text(key, "state"));
        if (key.hasNonNull("hold")) {
            JsonNode hold = key.path("hold");
            table.add("hold", Cells.text(hold, "reason") + " (by " + Cells.text(hold, "by") + " since " + Cells.text(hold, "since")
                    + (hold.hasNonNull("until") ? " until " + Cells.text(hold, "until") : "") + ")");
        }
        table.add("activation", Cells.text(key, "activation"));
        table.add("protect until", end(key.path("protect_until"), key));
        table.add("process until", end(key.path("process_until"), key));
        table.add("deactivation", end(key.path("deactivation"), key));
        if (key.hasNonNull("archived")) {
            table.add("archived", Cells.text(key, "archived"));
        }
        if (key.hasNonNull("destroy_at")) {
            table.add("destroyed at", Cells.text(key, "destroy_at"));
        }
        if (key.hasNonNull("replaced_by")) {
            table.add("replaced by", Cells.text(key, "replaced_by"));
        }
        table.print(out);
    }

    private static String end(JsonNode end, JsonNode key) {
        return end.isObject() ? Cells.text(end, "at") + (end.hasNonNull("rule")
                ? "  (policy version " + Cells.text(key, "policy_version") + ", rule " + Cells.text(end, "rule") + ")" : "") : "-";
    }
}
