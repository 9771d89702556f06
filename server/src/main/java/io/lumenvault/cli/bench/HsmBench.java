package io.lumenvault.cli.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sealing and opening in the HSM, 300-byte records, 8 callers; and through custody, held against the bare PKCS#11 rate. */
@Command(name = "hsm", description = "Sealing and opening of 300-byte records in the HSM (SoftHSM2), 8 callers.")
public final class HsmBench implements Callable<Integer> {

    private static final int WORKERS = 8;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            bench.sites().a().start();
            bench.sites().a().stopServer();
            List<Measurement> one = bench.hsm(1, options);
            List<Measurement> eight = bench.hsm(WORKERS, options);
            List<Measurement> custody = bench.custody(WORKERS, options);
            options.report(List.of(eight.get(0), eight.get(1), renamed(one.get(0)), renamed(one.get(1)), custody.get(0), custody.get(1)));
        }
        return 0;
    }

    private static Measurement renamed(Measurement single) {
        return new Measurement(single.name() + ".1", single.value(), single.unit(), single.p50(), single.p99(),
                single.ceiling(), single.ratio(), single.samples());
    }
}
