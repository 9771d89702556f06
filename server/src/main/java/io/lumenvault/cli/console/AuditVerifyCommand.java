package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a site recompute its whole audit log. */
@Command(name = "verify", description = "Recompute the whole audit log and compare it with its signed checkpoints. Exit code 1 where they differ.")
final class AuditVerifyCommand implements Callable<Integer> {

    /** A log of millions of entries takes minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode report = client.document("/console/v1/audit/verify", Map.of(), LIMIT);
            var out = spec.commandLine().getOut();
            String counts = report.path("entries").asLong() + " entries, " + report.path("checkpoints").asLong() + " signed checkpoints";
            if (report.path("leafOnly").asLong() > 0) {
                counts += "; of " + report.path("leafOnly").asLong() + " archived entries the leaves alone, their archives are not there";
            }
            boolean whole = report.has("fault") && report.path("fault").isNull();
            out.println(whole ? "ok    the audit log is whole: " + counts : "FAIL  " + report.path("fault").asText("no verdict") + " (" + counts + ")");
            out.flush();
            return whole ? 0 : 1;
        }
    }
}
