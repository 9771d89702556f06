package io.lumenvault.cli.bench;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.process.TemporaryFolder;
import io.lumenvault.qkd.bench.ChainBench;
import io.lumenvault.qkd.bench.DistillationBench;
import io.lumenvault.qkd.bench.TwoThreadedLink;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FibreLoss;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The quantum layer in one process: simulator, Cascade, LDPC and amplification on one thread and on two, the whole chain on two. */
@Command(name = "distill", aliases = {"distill.simulator", "distill.cascade", "distill.cascade.f", "distill.ldpc", "distill.ldpc.f",
    "distill.amplify1e6", "distill.amplify1e8", "distill.chain"},
        description = {"Link simulator, Cascade, LDPC codes, privacy amplification, and the whole distillation chain, in one process.",
            "By the name of one figure, that part alone."})
public final class DistillBench implements Callable<Integer> {

    private static final double SIMULATED_HZ = 2.5e9;
    private static final double CHAIN_HZ = 1e9;
    private static final FibreLoss FIFTY_KM = new FibreLoss(50, 0.2, 0, 0.1, 0, 0.3);
    /** 2 dB. */
    private static final FibreLoss TEN_KM = new FibreLoss(10, 0.2, 0, 0.1, 0, 0.3);
    private static final int SLOTS = 20_000_000;
    private static final int LOG_FRAME = 17;
    private static final double[] CASCADE_RATES = {0.01, 0.02, 0.03, 0.04, 0.05};
    private static final double[] LDPC_RATES = {0.01, 0.03, 0.05, 0.08};
    /** Codes for so much higher an error rate disclose f 1.15, and converge sooner. */
    private static final double SOONER = 1.065;
    private static final int AMPLIFIED_BITS = 1_000_000;
    private static final int LONG_BITS = 100_000_000;
    /** The result has a fifth of the input's length. */
    private static final int SHORTENED = 5;
    private static final int CHAIN_BLOCKS = 12;
    private static final int CHAIN_WARM_UP = 5;
    private static final int CHAIN_BLOCK_BITS = 1 << 24;
    /** For 2 dB and the fast detectors: of the settings that give 13.7 Mbit/s at the link's own pace, those that sift least for it. */
    private static final SourceParameters SHORT_LINK = new SourceParameters(CHAIN_HZ, List.of(0.268, 0.139, 2e-4),
            List.of(0.288, 0.558, 0.154), 0.923);
    /** The settings of most key at 10 dB. */
    private static final SourceParameters LONG_LINK = new SourceParameters(CHAIN_HZ, List.of(0.523, 0.241, 2e-4),
            List.of(0.532, 0.358, 0.11), 0.9);
    /** Gated at 1 GHz, dead for two gates. */
    private static final DetectorParameters FAST_DETECTOR = new DetectorParameters(1, 0.3, 6e-7, 0.005, 2, 0.01, 50);
    private static final double MICROS = 1e6;
    private static final String ON_TWO = ".2threads";
    private static final DetectorParameters DETECTOR = new DetectorParameters(1, 0.1, 6e-7, 0.005, 20, 0.01, 50);

    @Mixin
    private BenchOptions options;

    @Spec
    private CommandSpec spec;

    private final List<Measurement> figures = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        DistillationBench bench = new DistillationBench(1);
        if (wanted("distill.simulator")) {
            simulator(bench);
        }
        if (wanted("distill.cascade")) {
            reconciliation(bench, "distill.cascade", Reconciliation.CASCADE, CASCADE_RATES, 1);
        }
        if (wanted("distill.ldpc")) {
            reconciliation(bench, "distill.ldpc", Reconciliation.LDPC, LDPC_RATES, 1);
            reconciliation(bench, "distill.ldpc.sooner", Reconciliation.LDPC, LDPC_RATES, SOONER);
        }
        if (wanted("distill.amplify1e6")) {
            amplification(bench, "distill.amplify1e6", AMPLIFIED_BITS);
        }
        if (wanted("distill.amplify1e8")) {
            amplification(bench, "distill.amplify1e8", LONG_BITS);
        }
        if (wanted("distill.chain")) {
            chain("distill.chain@2dB", TEN_KM, SHORT_LINK, FAST_DETECTOR);
            chain("distill.chain@10dB", FIFTY_KM, LONG_LINK, DETECTOR);
        }
        options.report(figures);
        return 0;
    }

    /** Whether the command was called by the name of all, of this part, or of a figure of it. */
    private boolean wanted(String part) {
        return spec.commandLine().getParent().getParseResult().originalArgs().stream()
                .anyMatch(typed -> typed.equals("distill") || typed.equals(part) || typed.equals(part + ".f"));
    }

    /** Times real time: how many seconds of a 2.5 GHz link at 50 km one second makes, of one thread, and of one for each end's optics. */
    private void simulator(DistillationBench bench) {
        SourceParameters source = SourceParameters.usual(SIMULATED_HZ);
        bench.prepareLink(source, FIFTY_KM.transmittance(), DETECTOR);
        Repeated repeated = Repeated.run(options, () -> bench.simulate(SLOTS).seconds());
        figures.add(repeated.measurement("distill.simulator", SLOTS / SIMULATED_HZ, "x real time"));
        try (TwoThreadedLink link = new TwoThreadedLink(source, FIFTY_KM.transmittance(), DETECTOR, SLOTS)) {
            figures.add(Repeated.run(options, link::detect).measurement("distill.simulator" + ON_TWO, SLOTS / SIMULATED_HZ, "x real time"));
        }
    }

    /** @param estimated the error rate that the ends reckon with, as a multiple of the true one */
    private void reconciliation(DistillationBench bench, String name, Reconciliation method, double[] errorRates, double estimated)
            throws InterruptedException {
        double worst = 0;
        long frames = 0;
        long failures = 0;
        Repeated slowest = null;
        for (double errorRate : errorRates) {
            FrameEfficiency efficiency = new FrameEfficiency();
            Repeated repeated = Repeated.run(options, () -> {
                DistillationBench.Reconciled frame = bench.reconcile(method, LOG_FRAME, errorRate, estimated * errorRate);
                efficiency.add(frame);
                return frame.seconds();
            });
            figures.add(Measurement.of(name + ".f@" + errorRate, efficiency.mean(), "", efficiency.frames()));
            figures.add(Measurement.of(name + ".f@" + errorRate + ".95%", efficiency.confidence(), "+-", efficiency.frames()));
            figures.add(repeated.measurement(name + "@" + errorRate, (1 << LOG_FRAME) / MICROS, "Mbit/s"));
            worst = Math.max(worst, efficiency.mean());
            frames += efficiency.frames();
            failures += efficiency.failures();
            slowest = slowest == null || repeated.meanSeconds() > slowest.meanSeconds() ? repeated : slowest;
        }
        figures.add(Measurement.of(name + ".f", worst, "", frames));
        figures.add(Measurement.of(name + ".failed", (double) failures / frames, "of frames", frames));
        figures.add(slowest.measurement(name, (1 << LOG_FRAME) / MICROS, "Mbit/s"));
        double middle = errorRates[errorRates.length / 2];
        SideBySide both = SideBySide.run(options, () -> {
            DistillationBench own = new DistillationBench(2);
            return () -> own.reconcile(method, LOG_FRAME, middle, estimated * middle).seconds();
        });
        figures.add(both.measurement(name + ON_TWO + "@" + middle, (1 << LOG_FRAME) / MICROS, "Mbit/s"));
    }

    private void amplification(DistillationBench bench, String name, int bits) throws InterruptedException {
        Repeated repeated = Repeated.run(options, () -> bench.amplify(bits, bits / SHORTENED));
        figures.add(repeated.measurement(name, bits / MICROS, "Mbit/s"));
        SideBySide both = SideBySide.run(options, () -> {
            DistillationBench own = new DistillationBench(2);
            return () -> own.amplify(bits, bits / SHORTENED);
        });
        figures.add(both.measurement(name + ON_TWO, bits / MICROS, "Mbit/s"));
    }

    /** Secret bits a second that two threads make from light, authentication and its durable pools included. */
    private void chain(String name, FibreLoss fibre, SourceParameters source, DetectorParameters detector)
            throws IOException, InterruptedException {
        LinkParameters link = new LinkParameters("bench", source, CHAIN_BLOCK_BITS, 1 << LOG_FRAME, 0.06, 1e-9, 1e-15);
        List<ChainBench.Block> blocks = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("lumenvault-chain")) {
            new ChainBench(link, fibre.transmittance(), detector).run(folder.path(), CHAIN_BLOCKS, blocks::add);
        }
        List<ChainBench.Block> counted = blocks.subList(CHAIN_WARM_UP, blocks.size());
        double seconds = counted.stream().mapToDouble(ChainBench.Block::seconds).sum();
        long secret = counted.stream().mapToLong(ChainBench.Block::secretBits).sum();
        double processorSeconds = counted.stream().mapToDouble(ChainBench.Block::processorSeconds).sum();
        double simulated = counted.stream().mapToDouble(ChainBench.Block::simulatedSeconds).sum();
        if (secret == 0) {
            throw new CommandFailure("the chain made no key");
        }
        figures.add(Measurement.of(name, secret / seconds / MICROS, "Mbit/s", counted.size()));
        figures.add(Measurement.of(name + ".processor", 2 * secret / processorSeconds / MICROS, "Mbit/s for 2 s of processor time",
                counted.size()));
        figures.add(Measurement.of(name + ".realtime", simulated / seconds, "x real time", counted.size()));
    }
}
