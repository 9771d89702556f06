package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that are known to the drill go through everything that the sites do, served and refused, well-formed and not. Afterwards they
 * are nowhere: in no log, no row, no file of a database or its write-ahead log, no process's command line or environment, and in no
 * object that lives on a server's heap.
 */
final class CanaryDrill implements Drill {

    private static final int SECRET_BYTES = 32;
    /** For whatever lives as long as a request and a little longer. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public String title() {
        return "known keys through every flow: none is found in a log, a database, a file, a process or a heap";
    }

    @Override
    public int defaultRounds() {
        return 1;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        List<String> findings = new ArrayList<>();
        long heaps = 0;
        long rows = 0;
        long files = 0;
        for (int round = 0; round < options.rounds(); round++) {
            CanarySearch search = run(options, findings);
            heaps += search.heaps();
            rows += search.rows();
            files += search.files();
        }
        return DrillReport.of(options.rounds())
                .some("heaps searched", heaps)
                .some("database rows searched", rows)
                .some("files searched", files)
                .zero("places where a key was found", findings.size())
                .findings(findings).build();
    }

    private static CanarySearch run(DrillOptions options, List<String> findings) throws Exception {
        Map<String, byte[]> secrets = secrets();
        try (DrillSites sites = DrillSites.open(options).startBoth()) {
            CanarySearch search = new CanarySearch(sites, new Needles(secrets), findings);
            CanaryFlows flows = new CanaryFlows(sites, secrets);
            CanaryQkdFlows qkd = new CanaryQkdFlows(sites, secrets.get("QKD pattern"));
            flows.managedObjects();
            qkd.push();
            qkd.deliver();
            flows.freshObject();
            CanaryMessages.send(sites, secrets.get("refused key"));
            flows.databaseLost();
            qkd.misuse();
            Thread.sleep(AFTERWARDS);
            for (Site site : sites.both()) {
                search.processesOf(site);
                search.tablesOf(site);
                search.heapOf(site);
            }
            search.allFiles();
            sites.close();
            // What a clean stop flushes or writes.
            search.allFiles();
            return search;
        }
    }

    private static Map<String, byte[]> secrets() {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String name : List.of("registered key", "secret data", "QKD pattern", "refused key")) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            secrets.put(name, secret);
        }
        return secrets;
    }
}
