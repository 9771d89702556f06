package io.lumenvault.cli.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.http.JsonClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Durable appends to a site's audit log, with its sequencer and signed heads; the site verifies the log afterwards. */
@Command(name = "audit.append", description = "Audit events appended durably by 128 callers while leaves are sequenced and heads signed:"
        + " as many as it takes, and the delay of changes at 10,000 a second, in turns with their entries and without. The log is verified"
        + " afterwards.")
public final class AuditAppendBench implements Callable<Integer> {

    /** A class of the server, which this one reaches as a process only. */
    private static final String LOAD = "io.lumenvault.server.AuditAppendLoad";

    private static final Duration VERIFICATION_LIMIT = Duration.ofMinutes(10);

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            Site site = bench.sites().a();
            site.start();
            site.stopServer();
            makeTableOfChanges(site);
            List<Measurement> figures = measure(site);
            site.startServer();
            try (JsonClient client = new JsonClient(site.url(), bench.sites().participants().credential("auditor"), bench.sites().participants().authority())) {
                var report = client.document("/console/v1/audit/verify", Map.of(), VERIFICATION_LIMIT);
                if (!report.path("fault").isNull()) {
                    throw new CommandFailure("the log is not whole afterwards: " + report.path("fault").asText());
                }
                System.out.println("the log is whole: " + report.path("entries").asLong() + " entries");
            }
            options.report(figures);
        }
        return 0;
    }

    private static void makeTableOfChanges(Site site) throws IOException, SQLException {
        try (Connection connection = site.database().ownerConnections().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create table bench_change (id bigint generated always as identity primary key, body bytea not null)");
            statement.execute("grant insert on bench_change to " + site.database().user());
        }
    }

    private List<Measurement> measure(Site site) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(site.hsmCommand(LOAD, List.of(site.database().jdbcUrl(), site.database().user(),
                site.database().passwordFile().toString(), site.log().resolveSibling("state").toString(), site.id(),
                Long.toString(options.measured().toSeconds()))));
        command.environment().putAll(site.hsmEnvironment());
        Process process = command.redirectError(ProcessBuilder.Redirect.to(site.log().resolveSibling("append.log").toFile())).start();
        try (BufferedReader output = process.inputReader(); OutputStream input = process.getOutputStream()) {
            if (output.readLine() != null) {
                // As every database in use has had them.
                site.database().checkpoint();
                input.write('\n');
                input.flush();
            }
            String json = output.readAllAsString();
            if (process.waitFor() != 0) {
                throw new CommandFailure("the appends could not be measured (log: " + site.log().resolveSibling("append.log") + ")");
            }
            return besideTheDisk(site, new ObjectMapper().readValue(json, new TypeReference<List<Measurement>>() {}));
        } finally {
            process.destroy();
        }
    }

    /** What is measured as a time is held against the same of the disk alone, which was asked right afterwards. */
    private List<Measurement> besideTheDisk(Site site, List<Measurement> figures) throws IOException {
        Measurement disk = DurableWrites.measure("ceiling.durable_write", site.log().getParent(), options.measured());
        return Stream.concat(figures.stream().map(figure -> figure.unit().equals(disk.unit()) ? figure.against(disk.value()) : figure),
                Stream.of(disk)).toList();
    }
}
