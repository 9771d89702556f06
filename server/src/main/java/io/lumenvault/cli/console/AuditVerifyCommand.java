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
import picocli.CommandLine.Spec;

/** Has a site recompute its whole audit log. */
@Command(name = "verify", description = "Recompute the whole audit log and compare it with its signed checkpoints. Exit code 1 where they differ.")
final class AuditVerifyCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode report = client.document("/console/v1/audit/verify", Map.of());
            var out = spec.commandLine().getOut();
            String counts = report.path("entries").asLong() + " entries, " + report.path("checkpoints").asLong() + " signed checkpoints";
            boolean whole = report.has("fault") && report.path("fault").isNull();
            out.println(whole ? "ok    the audit log is whole: " + counts : "FAIL  " + report.path("fault").asText("no verdict") + " (" + counts + ")");
            out.flush();
            return whole ? 0 : 1;
        }
    }
}
