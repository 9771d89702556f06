package io.lumenvault.cli.link;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.bench.FromOne;
import io.lumenvault.cli.process.TemporaryFolder;
import io.lumenvault.qkd.authentication.PoolExhaustedException;
import io.lumenvault.qkd.distillation.KeyProtocol;
import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightLevel;
import io.lumenvault.qkd.link.PolarisationDrift;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.plan.LinkPlan;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Protocols;
import io.lumenvault.qkd.protocol.bb84.OneDecoy;
import io.lumenvault.qkd.protocol.bb84.ThreeIntensities;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.protocol.entangled.E91;
import io.lumenvault.qkd.protocol.entangled.PairProtocol;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import io.lumenvault.qkd.run.Alarms;
import io.lumenvault.qkd.run.CountedRun;
import io.lumenvault.qkd.run.DistilledRun;
import io.lumenvault.qkd.run.PairLayer;
import io.lumenvault.qkd.run.PulseLayer;
import io.lumenvault.qkd.run.QuantumLayer;
import io.lumenvault.qkd.run.RelayLayer;
import io.lumenvault.qkd.synchronisation.FreeClock;
import io.lumenvault.qkd.synchronisation.SyncChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a link in this process for a time. */
@Command(name = "run", description = {"Simulate a link in this process and show QBER and rates as it goes on, a line a second.",
    "bb84, bb84-one-decoy, bbm92, e91 and mdi are distilled in full, both ends over channels in memory; of bb84-vacuum-weak the outcomes are counted and priced."})
final class LinkRunCommand implements Callable<Integer> {

    private static final int MOST_FRAME_BITS = 1 << 17;
    private static final Map<String, KeyProtocol> DISTILLED = Map.of(ThreeIntensities.usual().name(), KeyProtocol.THREE_INTENSITIES,
            OneDecoy.usual().name(), KeyProtocol.ONE_DECOY, Bbm92.usual().name(), KeyProtocol.BBM92, E91.usual().name(), KeyProtocol.E91,
            MdiBb84.usual().name(), KeyProtocol.MDI);
    private static final Set<KeyProtocol> PULSES = EnumSet.of(KeyProtocol.THREE_INTENSITIES, KeyProtocol.ONE_DECOY);

    @Mixin
    private LinkOptions options;

    @Mixin
    private EveOptions eve;

    @Option(names = "--protocol", paramLabel = "NAME", defaultValue = "bb84", description = "bb84, bb84-vacuum-weak, bb84-one-decoy, bbm92, e91 or mdi (default ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--distance", paramLabel = "KM", defaultValue = "50", description = "Length of the fibre (default ${DEFAULT-VALUE}).")
    private double km;

    @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "30", converter = FromOne.class, description = "How long, at the clock of the link (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--threshold", paramLabel = "QBER", defaultValue = "0.06", description = "Error rate above which a block is discarded (default ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(names = "--chsh-margin", paramLabel = "S", defaultValue = "0.1", description = "A block of e91 is discarded whose CHSH value is surely below 2 and so much (default ${DEFAULT-VALUE}).")
    private double chshMargin;

    @Option(names = "--polarisation-drift", paramLabel = "RAD", defaultValue = "0", description = "How far the fibre turns the polarisation in a second, as a standard deviation (default ${DEFAULT-VALUE}).")
    private double turning;

    @Option(names = "--align-every", paramLabel = "SECONDS", defaultValue = "60", description = "Time from alignment to alignment (default ${DEFAULT-VALUE}).")
    private double alignEvery;

    @Option(names = "--clock-offset", paramLabel = "US", defaultValue = "245", description = "By how much Bob's clock is ahead of Alice's when the light goes on (default ${DEFAULT-VALUE}).")
    private double clockOffset;

    @Option(names = "--clock-drift", paramLabel = "PPM", defaultValue = "2.5", description = "By how much it runs faster (default ${DEFAULT-VALUE}).")
    private double clockDrift;

    @Option(names = "--fast", description = "As fast as this machine can, not at the pace of the clock.")
    private boolean fast;

    @Option(names = "--record", paramLabel = "FILE", defaultValue = "link-run.jsonl", converter = OutputFile.Converter.class, description = "Where the run is recorded (default ${DEFAULT-VALUE}).")
    private OutputFile record;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        eve.check(ofPulses(), DISTILLED.get(name) == KeyProtocol.MDI);
        LinkPlan plan = options.plan();
        Protocol protocol;
        LinkPlan.Point expected;
        LinkParameters distilled;
        try {
            protocol = Protocols.named(name);
            expected = plan.at(protocol, km);
            distilled = parameters(plan, protocol);
            drift();
            bobsClock();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(protocol.title() + " over " + Texts.plain(km) + " km: " + options.summary(plan));
        out.println("expected: sifted " + Texts.bits(expected.sifted()) + "/s, QBER " + Texts.percent(expected.errorRate()) + ", secret "
                + Texts.bits(secret(expected)) + "/s" + (eve.text().isEmpty() ? "" : "; eavesdropper: " + eve.text()));
        double block = plan.blockBits() / expected.sifted();
        if (distilled != null && block > seconds) {
            out.println("a block of " + (long) plan.blockBits() + " sifted bits takes about " + Texts.number(block, 0)
                    + " s, longer than the run: no key will come of it (--block-bits, --for)");
        }
        RunFile.Head head = new RunFile.Head(protocol.title(), options.summary(plan), km, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                distilled != null, distilled == null ? Double.NaN : threshold, protocol instanceof E91 ? chshThreshold() : Double.NaN, eve.text(), expected.sifted(), expected.errorRate(), secret(expected));
        try (RunFile.Writer file = new RunFile.Writer(record.path(), head)) {
            // Protocols of coincidences have next to none in the dark.
            double dark = !ofPulses() ? 0 : 2 * plan.conditions(protocol, km).dark() * plan.clockHz();
            LiveLines live = new LiveLines(out, file, new Alarms(threshold, chshThreshold(), new LightLevel(dark)), Boolean.getBoolean("lumenvault.terminal"));
            if (distilled != null) {
                distil(plan.conditions(protocol, km), protocol, distilled, live);
                out.println(live.total());
            } else {
                LinkConditions link = plan.conditions(protocol, km);
                PolarisationDrift drift = drift();
                new CountedRun(protocol, time -> eve.on(turned(link, drift, time), time), plan.security(), !fast).run(seconds, live);
                out.println("no key was made: the rates are what the counts are worth without the price of chance");
            }
        } catch (PoolExhaustedException e) {
            throw new CommandFailure("the link stopped: " + e.getMessage() + "; discarded blocks use up authentication key and bring none back", e);
        } catch (UncheckedIOException | LinkException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        out.println("recorded in " + record.path() + "; lumenvault link report " + record.path() + " makes a page of it");
        out.flush();
        return 0;
    }

    private static double secret(LinkPlan.Point point) {
        return Double.isNaN(point.finiteSecret()) ? point.secret() : point.finiteSecret();
    }

    /** Whether Bob alone measures weak pulses: photons are told apart, and clicks come in the dark too. */
    private boolean ofPulses() {
        return PULSES.contains(DISTILLED.get(name));
    }

    /** What both ends agree on, or null where nothing is distilled. */
    private LinkParameters parameters(LinkPlan plan, Protocol protocol) {
        KeyProtocol spoken = DISTILLED.get(name);
        if (spoken == null) {
            return null;
        }
        SourceParameters source = switch (spoken) {
            case THREE_INTENSITIES -> SourceParameters.usual(plan.clockHz());
            case ONE_DECOY -> SourceParameters.oneDecoy(plan.clockHz());
            case MDI -> MdiBb84.usual(plan.clockHz());
            case BBM92, E91 -> {
                PairProtocol pairs = (PairProtocol) protocol;
                yield SourceParameters.pairs(plan.clockHz(), pairs.meanPairs(), pairs.keyBasis());
            }
        };
        int bits = (int) Math.min(plan.blockBits(), Integer.MAX_VALUE);
        int frame = Math.min(MOST_FRAME_BITS, Integer.lowestOneBit(bits));
        return new LinkParameters("link", source, bits, frame, threshold, plan.security().epsilonSecrecy(),
                plan.security().epsilonCorrectness(), Reconciliation.CASCADE, spoken, chshThreshold());
    }

    private double chshThreshold() {
        return Chsh.CLASSICAL + chshMargin;
    }

    private PolarisationDrift drift() {
        return new PolarisationDrift(turning, alignEvery, new SecureRandom().nextLong());
    }

    private FreeClock bobsClock() {
        return FreeClock.usual(clockOffset * 1e-6, clockDrift * 1e-6);
    }

    private static LinkConditions turned(LinkConditions link, PolarisationDrift drift, double time) {
        DetectorParameters d = link.detector();
        // Beyond one half the ends would be better off with the bits turned over; no figure needs more than one half.
        double misalignment = Math.min(0.5, drift.misalignment(time, d.misalignment()));
        return new LinkConditions(link.clockHz(), link.transmittance(), new DetectorParameters(d.opticsTransmittance(), d.efficiency(),
                d.darkCountProbability(), misalignment, d.deadTimeNs(), d.afterpulseProbability(), d.afterpulseMeanNs()), link.noise());
    }

    private void distil(LinkConditions link, Protocol protocol, LinkParameters parameters, LiveLines live) throws IOException, InterruptedException {
        SyncChannel clock = SyncChannel.usual(bobsClock(), new SecureRandom().nextLong());
        try (TemporaryFolder folder = TemporaryFolder.create("lumenvault-link")) {
            new DistilledRun(parameters, light(link, protocol, parameters), clock, !fast)
                    .run(folder.path(), seconds, live);
        }
    }

    private QuantumLayer light(LinkConditions link, Protocol protocol, LinkParameters parameters) {
        return switch (parameters.protocol()) {
            case BBM92, E91 -> pairs(link, (PairProtocol) protocol);
            case THREE_INTENSITIES, ONE_DECOY -> pulses(link, parameters);
            case MDI -> relayed(link, parameters);
        };
    }

    private QuantumLayer pairs(LinkConditions link, PairProtocol protocol) {
        PolarisationDrift drift = drift();
        return new PairLayer(protocol, time -> eve.on(turned(link, drift, time), time));
    }

    private QuantumLayer relayed(LinkConditions link, LinkParameters parameters) {
        Eavesdropper attacker = eve.eavesdropper(link, parameters.source().intensity(0));
        PolarisationDrift drift = drift();
        return new RelayLayer(parameters.source(), link, eve::lies, time -> eve.present(time) ? attacker : null,
                time -> drift.misalignment(time, link.detector().misalignment()));
    }

    private QuantumLayer pulses(LinkConditions link, LinkParameters parameters) {
        DetectorParameters d = link.detector();
        DetectorParameters noisy = new DetectorParameters(d.opticsTransmittance(), d.efficiency(), link.dark(), d.misalignment(), d.deadTimeNs(),
                d.afterpulseProbability(), d.afterpulseMeanNs());
        Eavesdropper attacker = eve.eavesdropper(link, parameters.source().intensity(0));
        PolarisationDrift drift = drift();
        return new PulseLayer(parameters.source(), link.transmittance(), noisy, time -> eve.present(time) ? attacker : null,
                time -> drift.misalignment(time, d.misalignment()));
    }
}
