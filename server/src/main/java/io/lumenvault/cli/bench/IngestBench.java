package io.lumenvault.cli.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Key into sealed storage: blocks pushed to both sites, compared, sealed by both HSMs, committed. */
@Command(name = "ingest", description = "Key blocks of 512 KiB pushed to both sites of a link, compared, sealed and stored; 4 in flight.")
public final class IngestBench implements Callable<Integer> {

    private static final int BLOCK_BYTES = 512 * 1024;
    private static final int IN_FLIGHT = 4;
    private static final double MBIT = BLOCK_BYTES * 8 / 1e6;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            bench.startBoth();
            try (LinkFeed feed = new LinkFeed(bench)) {
                ClosedLoop.Outcome pushes = ClosedLoop.run(IN_FLIGHT, options.serverWarmUp(), options.measured(), () -> () -> feed.push(BLOCK_BYTES));
                Ceilings ceilings = Ceilings.measure(bench, IN_FLIGHT, options);
                Measurement ingest = Measurement.rate("ingest", pushes).scaled(MBIT, "Mbit/s");
                options.report(ceilings.with(List.of(ingest)));
            }
        }
        return 0;
    }
}
