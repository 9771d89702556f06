package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The QKD links of a site and the key that each has in store. */
@Command(name = "pool", description = "QKD links, their figures and the key in store.")
final class KeysPoolCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode status = client.document("/console/v1/status", Map.of());
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(status.toPrettyString());
                out.flush();
                return 0;
            }
            ChshColumn chsh = ChshColumn.of(status.path("links"), "LINK", "STATE", "QBER", "SECRET BIT/S", "EPSILON", "AVAILABLE BITS",
                    "BLOCKS", "DISCARDED", "ALARM");
            Table table = new Table(chsh.headings());
            for (JsonNode link : status.path("links")) {
                table.add(chsh.cells(link, link.path("link").asText(), link.path("state").asText("-"), percent(link.path("qber")),
                        Cells.number(link.path("secret_rate"), "%.0f"), Cells.number(link.path("epsilon"), "%.1e"), link.path("available_bits").asText("0"), link.path("blocks").asText("0"),
                        link.path("discarded").asText("0"), link.path("alarm").isTextual() ? link.path("alarm").asText() : "-"));
            }
            table.print(out);
            return 0;
        }
    }

    private static String percent(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.2f %%", value.asDouble() * 100) : "-";
    }
}
