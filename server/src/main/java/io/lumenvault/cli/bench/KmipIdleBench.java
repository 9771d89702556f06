package io.lumenvault.cli.bench;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.kmip.client.KmipClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What connections cost that do nothing, and what a client does to the others that means harm. */
@Command(name = "kmip.idle", description = "Memory of a key manager with 10,000 idle KMIP connections; p99 of KMIP Get by 8 connections beside them, beside"
        + " a client that sends slowly and beside one that sends long damaged messages, each against 8 connections alone.")
public final class KmipIdleBench implements Callable<Integer> {

    private static final int WORKERS = 8;
    private static final int OPENERS = 16;
    private static final int SPARE = 100;
    private static final String CLIENT = "kmip-client-a";
    private static final double KIBIBYTES = 1024;

    @Mixin
    private BenchOptions options;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "10000", converter = FromOne.class,
            description = "Idle connections (default ${DEFAULT-VALUE}); the limit of open files must allow as many to this process and to the key manager.")
    private int connections;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            Site site = bench.sites().a();
            for (String limit : List.of("kmip.connections", "kmip.connections-per-principal")) {
                site.setting(limit, Integer.toString(connections + SPARE));
            }
            site.setting("kmip.idle-seconds", Long.toString(Duration.ofHours(1).toSeconds()));
            site.start();
            String[] keys = KmipBench.keys(bench);
            ClosedLoop.run(WORKERS, Duration.ZERO, options.serverWarmUp(), () -> KmipBench.worker(bench, KmipWork.GET, keys));
            List<Measurement> figures = new ArrayList<>();
            double alone = measure(bench, keys, "kmip.get.alone", figures, null);
            double before = resident(site);
            List<KmipClient> idle = open(bench);
            try {
                figures.add(Measurement.of("kmip.idle.memory", resident(site), "MiB", connections).against(before));
                measure(bench, keys, "kmip.get.idle", figures, alone);
            } finally {
                close(idle);
            }
            for (HostileClient.Kind kind : HostileClient.Kind.values()) {
                try (HostileClient hostile = HostileClient.start(kind, bench.tls(CLIENT), site.kmipPort())) {
                    measure(bench, keys, "kmip.get." + kind.figure(), figures, alone);
                    figures.add(Measurement.of("kmip.hostile." + kind.figure(), hostile.messages(), "messages", hostile.messages()));
                }
            }
            options.report(figures);
        }
        return 0;
    }

    private double measure(BenchSites bench, String[] keys, String name, List<Measurement> figures, Double alone) throws Exception {
        ClosedLoop.Outcome outcome = ClosedLoop.run(WORKERS, options.warmUp(), options.measured(), () -> KmipBench.worker(bench, KmipWork.GET, keys));
        Measurement p99 = new Measurement(name, outcome.p99Millis(), "ms", outcome.p50Millis(), outcome.p99Millis(), null, null, outcome.samples());
        figures.add(alone == null ? p99 : p99.against(alone));
        return outcome.p99Millis();
    }

    /** Opens the idle connections; each has been served once, as those of a real client have. */
    private List<KmipClient> open(BenchSites bench) throws Exception {
        List<KmipClient> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(OPENERS)) {
            List<Future<KmipClient>> opening = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                opening.add(threads.submit(() -> {
                    KmipClient client = KmipBench.client(bench);
                    client.discoverVersions();
                    return client;
                }));
            }
            for (Future<KmipClient> one : opening) {
                open.add(one.get());
            }
        }
        return open;
    }

    private static void close(List<KmipClient> all) throws IOException {
        for (KmipClient one : all) {
            one.close();
        }
    }

    /** Memory of the key manager's process that is in use, in MiB. */
    private static double resident(Site site) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(site.pid()), "status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES).findFirst().orElseThrow();
    }
}
