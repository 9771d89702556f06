package io.lumenvault.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole log of a site recomputed by the site: bodies, columns, tree, heads. */
@Command(name = "audit.verify", description = "Verification of a large audit log by its site: every body hashed, every column and signed head compared. "
        + "The log stays, for the next run.")
public final class AuditVerifyBench implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final double TARGET_ENTRIES = 5_000_000;

    @Mixin
    private BenchOptions options;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "5000000", converter = FromOne.class, description = "Entries of the log (default ${DEFAULT-VALUE}).")
    private int rows;

    @Override
    public Integer call() throws Exception {
        try (TwoSites sites = TwoSites.open(StateFolder.path().resolve("bench-audit"), JavaCommand.launched(), SoftHsm.library(), Ports.unusual())) {
            sites.a().start();
            AuditLoad load = new AuditLoad(sites.a(), System.out);
            load.fill(rows);
            load.awaitSequenced();
            try (JsonClient client = new JsonClient(sites.a().url(), sites.participants().credential("auditor"), sites.participants().authority())) {
                long start = System.nanoTime();
                JsonNode report = client.document("/console/v1/audit/verify", Map.of(), LIMIT);
                double seconds = (System.nanoTime() - start) / 1e9;
                if (!report.path("fault").isNull()) {
                    throw new CommandFailure("the log is not whole: " + report.path("fault").asText());
                }
                long entries = report.path("entries").asLong();
                options.report(List.of(Measurement.of("audit.verify", entries / seconds, "1/s", entries),
                        Measurement.of("audit.verify.5M", TARGET_ENTRIES * seconds / entries, "s", entries)));
            }
        }
        return 0;
    }
}
