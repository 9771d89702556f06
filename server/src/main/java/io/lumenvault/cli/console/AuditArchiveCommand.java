package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has a site move the entries of a month into a signed archive now. */
@Command(name = "archive", description = "Move the entries of a month that is over out of a site's database into a signed archive in its "
        + "state folder. Their leaves stay: proofs still hold, and 'audit verify' checks the archive.")
final class AuditArchiveCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "The month, by UTC.")
    private String month;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            YearMonth.parse(month);
        } catch (DateTimeException malformed) {
            throw new ParameterException(spec.commandLine(), "--month '" + month + "': write a month such as 2026-01");
        }
        try (JsonClient client = site.connect("officer")) {
            JsonNode archived = client.posted("/console/v1/audit/archive/" + month, JsonNodeFactory.instance.objectNode());
            var out = spec.commandLine().getOut();
            out.println("archived " + archived.path("entries").asLong() + " entries of " + archived.path("month").asText() + " in "
                    + archived.path("file").asText() + " at the site");
            out.println("sha256 of the entries: " + archived.path("sha256").asText());
            out.flush();
            return 0;
        }
    }
}
