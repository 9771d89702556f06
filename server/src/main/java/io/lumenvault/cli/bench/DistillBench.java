package io.lumenvault.cli.bench;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.qkd.bench.ChainBench;
import io.lumenvault.qkd.bench.DistillationBench;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FibreLoss;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The quantum layer in one process: simulator, Cascade, LDPC and amplification on one thread each, the whole chain on two. */
@Command(name = "distill",
        description = "Link simulator, Cascade, LDPC codes, privacy amplification, and the whole distillation chain, in one process.")
public final class DistillBench implements Callable<Integer> {

    private static final double CLOCK_HZ = 1e9;
    private static final double LENGTH_KM = 50;
    private static final int SLOTS = 20_000_000;
    private static final int LOG_FRAME = 17;
    private static final double[] ERROR_RATES = {0.02, 0.03, 0.05};
    private static final int AMPLIFIED_BITS = 1_000_000;
    private static final int SECRET_BITS = 200_000;
    private static final int CHAIN_BLOCKS = 6;
    private static final int CHAIN_WARM_UP = 2;
    private static final double MICROS = 1e6;

    private static final SourceParameters SOURCE = SourceParameters.usual(CLOCK_HZ);
    private static final FibreLoss FIBRE = new FibreLoss(LENGTH_KM, 0.2, 0, 0.1, 0, 0.3);
    private static final DetectorParameters DETECTOR = new DetectorParameters(1, 0.1, 6e-7, 0.005, 20, 0.01, 50);
    private static final LinkParameters LINK = new LinkParameters("bench", SOURCE, 1 << 20, 1 << LOG_FRAME, 0.06, 1e-9, 1e-15);

    @Mixin
    private BenchOptions options;

    private final List<Measurement> figures = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        DistillationBench bench = new DistillationBench(1);
        simulator(bench);
        reconciliation(bench, Reconciliation.CASCADE);
        reconciliation(bench, Reconciliation.LDPC);
        amplification(bench);
        chain();
        options.report(figures);
        return 0;
    }

    /** Times real time: how many seconds of a 1 GHz link at 50 km one second of one thread makes. */
    private void simulator(DistillationBench bench) {
        bench.prepareLink(SOURCE, FIBRE.transmittance(), DETECTOR);
        Timed timed = repeat(() -> bench.simulate(SLOTS).seconds());
        figures.add(timed.measurement("distill.simulator", SLOTS / CLOCK_HZ, "x real time"));
    }

    private void reconciliation(DistillationBench bench, Reconciliation method) {
        String name = "distill." + method.name().toLowerCase(Locale.ROOT);
        double worst = 0;
        long frames = 0;
        long failures = 0;
        List<Timed> rates = new ArrayList<>();
        for (double errorRate : ERROR_RATES) {
            long[] disclosed = new long[1];
            double[] floor = new double[1];
            long[] failed = new long[1];
            Timed timed = repeat(() -> {
                DistillationBench.Reconciled frame = bench.reconcile(method, LOG_FRAME, errorRate);
                disclosed[0] += frame.disclosedBits();
                floor[0] += frame.disclosedBits() / frame.efficiency();
                failed[0] += frame.equal() ? 0 : 1;
                return frame.seconds();
            });
            double efficiency = disclosed[0] / floor[0];
            figures.add(Measurement.of(name + ".f@" + errorRate, efficiency, "", timed.samples()));
            worst = Math.max(worst, efficiency);
            frames += timed.samples();
            failures += failed[0];
            rates.add(timed);
        }
        figures.add(Measurement.of(name + ".f", worst, "", frames));
        figures.add(Measurement.of(name + ".failed", (double) failures / frames, "of frames", frames));
        Timed slowest = rates.stream().max(Comparator.comparingDouble(Timed::meanSeconds)).orElseThrow();
        figures.add(slowest.measurement(name, (1 << LOG_FRAME) / MICROS, "Mbit/s"));
    }

    private void amplification(DistillationBench bench) {
        Timed timed = repeat(() -> bench.amplify(AMPLIFIED_BITS, SECRET_BITS));
        figures.add(timed.measurement("distill.amplify1e6", AMPLIFIED_BITS / MICROS, "Mbit/s"));
    }

    /** Secret bits a second that two threads make from light, authentication and its durable pools included. */
    private void chain() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lumenvault-chain");
        try {
            List<ChainBench.Block> blocks = new ArrayList<>();
            new ChainBench(LINK, FIBRE.transmittance(), DETECTOR).run(folder, CHAIN_BLOCKS, blocks::add);
            List<ChainBench.Block> counted = blocks.subList(CHAIN_WARM_UP, blocks.size());
            double seconds = counted.stream().mapToDouble(ChainBench.Block::seconds).sum();
            long secret = counted.stream().mapToLong(ChainBench.Block::secretBits).sum();
            double simulated = counted.stream().mapToDouble(ChainBench.Block::simulatedSeconds).sum();
            if (secret == 0) {
                throw new CommandFailure("the chain made no key");
            }
            figures.add(Measurement.of("distill.chain", secret / seconds / MICROS, "Mbit/s", counted.size()));
            figures.add(Measurement.of("distill.chain.realtime", simulated / seconds, "x real time", counted.size()));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Times of one operation. */
    private record Timed(Histogram micros, double totalSeconds) {
        long samples() {
            return micros.getTotalCount();
        }

        double meanSeconds() {
            return totalSeconds / samples();
        }

        /** @param amount what one operation does, in the unit's numerator */
        Measurement measurement(String name, double amount, String unit) {
            return new Measurement(name, amount / meanSeconds(), unit, micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3, null, null, samples());
        }
    }

    private Timed repeat(DoubleSupplier seconds) {
        long warm = System.nanoTime() + options.warmUp().toNanos();
        while (System.nanoTime() < warm) {
            seconds.getAsDouble();
        }
        Histogram micros = new Histogram(3_600_000_000L, 3);
        double total = 0;
        long end = System.nanoTime() + options.measured().toNanos();
        while (System.nanoTime() < end) {
            double one = seconds.getAsDouble();
            total += one;
            micros.recordValue(Math.round(one * MICROS));
        }
        return new Timed(micros, total);
    }
}
