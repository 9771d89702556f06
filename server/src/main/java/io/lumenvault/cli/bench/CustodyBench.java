package io.lumenvault.cli.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sealing anew after a rotation of the master key: opened, sealed, written back and recorded. */
@Command(name = "custody.reseal", description = "Sealing anew after a rotation of the master key: objects opened, sealed, written back and recorded durably.")
public final class CustodyBench implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Option(names = "--objects", paramLabel = "N", defaultValue = "40000", converter = FromOne.class,
            description = "AES-256 keys to seal anew (default ${DEFAULT-VALUE}).")
    private int objects;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            Reseal.unlimited(bench);
            bench.sites().a().start();
            options.report(List.of(Reseal.measure(bench, objects)));
        }
        return 0;
    }
}
