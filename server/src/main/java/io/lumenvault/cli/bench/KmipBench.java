package io.lumenvault.cli.bench;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** KMIP Get and Create of AES-256 keys, each opened or sealed in the HSM and audited durably. */
@Command(name = "kmip", description = "KMIP 1.4 Get and Create of AES-256 keys, each opened or sealed in the HSM and audited durably.")
public final class KmipBench implements Callable<Integer> {

    private static final int KEYS = 1000;

    @Mixin
    private BenchOptions options;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "8", converter = FromOne.class, description = "Connections (default ${DEFAULT-VALUE}).")
    private int connections;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            bench.sites().a().start();
            String[] keys = keys(bench);
            ClosedLoop.Outcome get = ClosedLoop.run(connections, options.serverWarmUp(), options.measured(), () -> getter(bench, keys));
            ClosedLoop.Outcome create = ClosedLoop.run(connections, options.serverWarmUp(), options.measured(), () -> creator(bench));
            Ceilings ceilings = Ceilings.measure(bench, connections, options);
            options.report(ceilings.with(List.of(
                    Measurement.rate("kmip.get", get).against(ceilings.opened()),
                    Measurement.rate("kmip.create", create).against(ceilings.sealed()))));
        }
        return 0;
    }

    private static String[] keys(BenchSites bench) throws IOException {
        String[] keys = new String[KEYS];
        try (KmipClient client = client(bench)) {
            for (int i = 0; i < KEYS; i++) {
                keys[i] = create(client);
                // The first Get of an object also ends its freshness; what is measured is every later one.
                client.get(keys[i]).wipe();
            }
        }
        return keys;
    }

    private static ClosedLoop.Worker getter(BenchSites bench, String[] keys) throws IOException {
        KmipClient client = client(bench);
        return new ClosedLoop.Worker() {
            private int next = ThreadLocalRandom.current().nextInt(KEYS);

            @Override
            public void once() throws IOException {
                client.get(keys[next++ % KEYS]).wipe();
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    private static ClosedLoop.Worker creator(BenchSites bench) throws IOException {
        KmipClient client = client(bench);
        return new ClosedLoop.Worker() {
            @Override
            public void once() throws IOException {
                create(client);
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    private static String create(KmipClient client) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY,
                Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                        KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT)));
    }

    private static KmipClient client(BenchSites bench) throws IOException {
        return KmipClient.builder("127.0.0.1", bench.sites().a().kmipPort(), bench.tls("kmip-client-a"))
                .version(ProtocolVersion.V1_4).build();
    }
}
