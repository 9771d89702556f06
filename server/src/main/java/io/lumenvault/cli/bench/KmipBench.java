package io.lumenvault.cli.bench;

import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** KMIP operations with AES-256 keys, each opened or sealed in the HSM and audited durably; all of them, or the one named. */
@Command(name = "kmip", aliases = {"kmip.get", "kmip.create", "kmip.register", "kmip.encrypt64", "kmip.batch10"},
        description = "KMIP 1.4 Get, Create, Register, Encrypt of 64 bytes and batches of ten Gets with AES-256 keys, each opened or sealed in the HSM"
                + " and audited durably; kmip.get and so on: one of them.")
public final class KmipBench implements Callable<Integer> {

    private static final int KEYS = 1000;
    /** In which the connections for the measurement are made. */
    private static final Duration CONNECTED = Duration.ofSeconds(2);

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "8", converter = FromOne.class, description = "Connections (default ${DEFAULT-VALUE}).")
    private int connections;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            bench.sites().a().start();
            String[] keys = keys(bench);
            List<Measured> measured = new ArrayList<>();
            for (KmipWork work : wanted()) {
                measured.add(new Measured(work, measure(bench, work, keys)));
            }
            Ceilings ceilings = Ceilings.measure(bench, connections, options);
            options.report(ceilings.with(measured.stream().map(one -> one.against(ceilings)).toList()));
        }
        return 0;
    }

    private ClosedLoop.Outcome measure(BenchSites bench, KmipWork work, String[] keys) throws Exception {
        ClosedLoop.run(connections, Duration.ZERO, options.serverWarmUp(), () -> worker(bench, work, keys));
        // As every database in use has had them.
        bench.sites().a().database().checkpoint();
        return ClosedLoop.run(connections, CONNECTED, options.measured(), () -> worker(bench, work, keys));
    }

    private record Measured(KmipWork work, ClosedLoop.Outcome outcome) {
        Measurement against(Ceilings ceilings) {
            return Measurement.rate(work.figure(), outcome).scaled(work.operations(), "1/s")
                    .against(work.seals() ? ceilings.sealed() : ceilings.opened());
        }
    }

    /** The one that the command was called by, or all. */
    private Set<KmipWork> wanted() {
        List<String> typed = spec.commandLine().getParent().getParseResult().originalArgs();
        Set<KmipWork> named = EnumSet.noneOf(KmipWork.class);
        Arrays.stream(KmipWork.values()).filter(work -> typed.contains(work.figure())).forEach(named::add);
        return named.isEmpty() ? EnumSet.allOf(KmipWork.class) : named;
    }

    /** Active keys of site A's KMIP client. */
    static String[] keys(BenchSites bench) throws IOException {
        String[] keys = new String[KEYS];
        try (KmipClient client = client(bench)) {
            for (int i = 0; i < KEYS; i++) {
                keys[i] = KmipWork.createActive(client);
                // The first Get of an object also ends its freshness; what is measured is every later one.
                client.get(keys[i]).wipe();
            }
        }
        return keys;
    }

    /** A connection that does the work over and over. */
    static ClosedLoop.Worker worker(BenchSites bench, KmipWork work, String[] keys) throws IOException {
        KmipClient client = client(bench);
        return new ClosedLoop.Worker() {
            private int turn = ThreadLocalRandom.current().nextInt(KEYS);

            @Override
            public void once() throws IOException {
                work.once(client, keys, turn++);
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    static KmipClient client(BenchSites bench) throws IOException {
        return KmipClient.builder("127.0.0.1", bench.sites().a().kmipPort(), bench.tls("kmip-client-a"))
                .version(ProtocolVersion.V1_4).build();
    }
}
