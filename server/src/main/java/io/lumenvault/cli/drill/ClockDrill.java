package io.lumenvault.cli.drill;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Jumps of an hour and of ten years both ways, a leap second and a clock that stands still, against keys with a Deactivation Date. The
 * vault of a site runs in a process of its own, on the site's database and token, with a system clock that the drill sets.
 */
final class ClockDrill implements Drill {

    /** A class of the server, which this one reaches as a process only. */
    private static final String FAULTS = "io.lumenvault.server.ClockFaults";
    private static final String CAUSED = "faults of the clock";
    private static final int ROUNDS = 500;

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String title() {
        return "a system clock that jumps or stands still: no key lives past its limit, nothing is destroyed early, each step is recorded";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options)) {
            Site site = sites.a();
            site.start();
            site.stopServer();
            Map<String, Long> counts = faults(site, options.rounds());
            site.startServer();
            DrillReport.Builder report = DrillReport.of(options.rounds()).some(CAUSED, counts.remove(CAUSED));
            counts.forEach(report::zero);
            try (HttpsCaller auditor = sites.https(site, "auditor")) {
                boolean whole = auditor.get("/console/v1/audit/verify").json().path("fault").isNull();
                return report.zero("audit logs that are not whole afterwards", whole ? 0 : 1).build();
            }
        }
    }

    private static Map<String, Long> faults(Site site, int rounds) throws IOException, InterruptedException {
        Path log = site.log().resolveSibling("clock-faults.log");
        ProcessBuilder command = new ProcessBuilder(site.hsmCommand(FAULTS, List.of(site.database().jdbcUrl(), site.database().user(),
                site.database().passwordFile().toString(), Integer.toString(rounds), site.id())));
        command.environment().putAll(site.hsmEnvironment());
        Process process = command.redirectError(ProcessBuilder.Redirect.to(log.toFile())).start();
        try (InputStream output = process.getInputStream()) {
            byte[] json = output.readAllBytes();
            if (process.waitFor() != 0) {
                throw new CommandFailure("the faults of the clock could not be caused (log: " + log + ")");
            }
            return new ObjectMapper().readValue(json, new TypeReference<Map<String, Long>>() {});
        } finally {
            process.destroy();
        }
    }
}
