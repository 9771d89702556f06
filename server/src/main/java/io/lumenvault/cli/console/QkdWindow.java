package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A time window of a link, and what an officer decides about the key that came in it. */
final class QkdWindow {

    @Mixin
    private SiteOptions site;

    @Option(names = "--link", paramLabel = "LINK", required = true, description = "The QKD link.")
    private String link;

    @Option(names = "--since", paramLabel = "INSTANT", required = true,
            description = "Blocks that the module finished at this time or later, for example 2026-01-31T12:00:00Z.")
    private String since;

    @Option(names = "--until", paramLabel = "INSTANT", required = true, description = "And before this time.")
    private String until;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is recorded at both ends.")
    private String reason;

    @Option(names = "--objects", paramLabel = "keep|compromise|destroy",
            description = "What becomes of managed objects made of that key (default: ${DEFAULT-VALUE}).", defaultValue = "keep")
    private String objects;

    /** Tells the site, and prints what was done and who took key from the blocks. */
    int decide(String action, String done, PrintWriter out) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("since", since);
        members.put("until", until);
        members.put("reason", reason);
        members.put("objects", objects);
        try (JsonClient client = site.connect("officer")) {
            JsonNode answer = client.posted("/console/v1/links/" + JsonClient.segment(link) + "/" + action, members);
            out.println("ok    " + answer.path("changed").asLong() + " of " + answer.path("blocks").asLong() + " blocks " + done + ", "
                    + answer.path("objects").asLong() + " managed objects " + (objects.equals("destroy") ? "destroyed" : "compromised")
                    + "; decision " + answer.path("decision").asText());
            if (!answer.path("consumers").isEmpty()) {
                Table table = new Table("CONSUMER", "PURPOSE", "MASTER", "SAES", "BITS", "KEYS", "UNDELIVERED", "STATE", "AT");
                for (JsonNode consumer : answer.path("consumers")) {
                    table.add(Cells.text(consumer, "id"), Cells.text(consumer, "purpose"), Cells.text(consumer, "master"), names(consumer),
                            Cells.text(consumer, "bits"), Cells.text(consumer, "number"), Cells.text(consumer, "undelivered"),
                            Cells.text(consumer, "state"), Cells.text(consumer, "created_at"));
                }
                table.print(out);
            }
            out.flush();
            return 0;
        }
    }

    private static String names(JsonNode consumer) {
        StringBuilder names = new StringBuilder();
        consumer.path("saes").forEach(sae -> names.append(names.isEmpty() ? "" : " ").append(sae.asText()));
        return names.isEmpty() ? "-" : names.toString();
    }
}
