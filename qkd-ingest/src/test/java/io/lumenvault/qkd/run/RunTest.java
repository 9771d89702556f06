package io.lumenvault.qkd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.authentication.PoolExhaustedException;
import io.lumenvault.qkd.distillation.KeyProtocol;
import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.InterceptResend;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Protocols;
import io.lumenvault.qkd.protocol.Security;
import io.lumenvault.qkd.protocol.bb84.OneDecoy;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.protocol.entangled.E91;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import io.lumenvault.qkd.synchronisation.FreeClock;
import io.lumenvault.qkd.synchronisation.SyncChannel;
import io.lumenvault.qkd.synchronisation.Synchroniser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final DetectorParameters DETECTOR = new DetectorParameters(1, 0.2, 1e-6, 0.01, 20, 0.01, 50);

    private static final Security SECURITY = new Security(1.08, 1e-9, 1e-15);

    private static final SourceParameters SOURCE =
            new SourceParameters(1e8, List.of(0.4448, 0.1934, 2e-4), List.of(0.2104, 0.5973, 0.1923), 0.7);

    /** Keeps what it sees. */
    private static final class Seen implements RunObserver {
        final List<Second> seconds = new ArrayList<>();
        final List<Block> blocks = new ArrayList<>();
        final List<String> clocks = new ArrayList<>();

        @Override
        public void clock(String found) {
            clocks.add(found);
        }

        @Override
        public void second(Second second) {
            seconds.add(second);
        }

        @Override
        public void block(Block block) {
            blocks.add(block);
        }
    }

    @Test
    void distilledRun_lastingAttack_endsWhenTheAuthenticationKeyIsUsedUp(@TempDir Path folder) {
        LinkParameters parameters = new LinkParameters("run", SOURCE, 1 << 14, 1 << 13, 0.06, 1e-9, 1e-15);
        InterceptResend eve = new InterceptResend(1, 3);
        DistilledRun run = new DistilledRun(parameters, new PulseLayer(SOURCE, 0.1, DETECTOR, time -> eve, time -> 0.01), clock(), false);
        Seen seen = new Seen();
        String said = assertThrows(PoolExhaustedException.class, () -> run.run(folder, 3600, seen)).getMessage();
        assertTrue(said.contains("new pre-shared secret"), said);
        assertTrue(seen.blocks.size() > 50 && seen.blocks.stream().allMatch(block -> block.secretBits() == 0), seen.blocks.size() + " blocks");
    }

    private static SyncChannel clock() {
        return SyncChannel.usual(FreeClock.usual(-310e-6, 3e-6), 11);
    }

    /** Counts by class. */
    private static long[] of(long all) {
        return new long[] {all, 0, 0};
    }

    @Test
    void secondCounter_severalBlocksInASecond_areAllCounted() {
        SecondCounter counter = new SecondCounter(100, KeyProtocol.THREE_INTENSITIES);
        counter.sifted(30, of(10), of(1));
        counter.block(0.2, 0.2, 40);
        counter.block(0.3, 0.1, 40);
        counter.sifted(50, of(20), of(1));
        assertEquals(250, counter.take(1).sifted());
        counter.sifted(60, of(25), of(1));
        assertEquals(10, counter.take(2).sifted());
    }

    @Test
    void distilledRun_eavesdropperForAWhile_raisesTheErrorRateAndEndsKey(@TempDir Path folder) throws Exception {
        LinkParameters parameters = new LinkParameters("run", SOURCE, 1 << 16, 1 << 14, 0.06, 1e-9, 1e-15);
        InterceptResend eve = new InterceptResend(1, 3);
        DistilledRun run = new DistilledRun(parameters, new PulseLayer(SOURCE, 0.1, DETECTOR, time -> time >= 4 && time < 6 ? eve : null,
                time -> 0.01), clock(), false);
        Seen seen = new Seen();
        run.run(folder, 9, seen);
        assertEquals(9, seen.seconds.size());
        assertEquals(1, seen.clocks.size());
        assertTrue(seen.clocks.getFirst().contains("offset -310."), seen.clocks.getFirst());
        for (Second second : seen.seconds) {
            boolean spied = second.time() > 4 && second.time() <= 6;
            assertEquals(spied ? 0.26 : 0.015, second.errorRate(), spied ? 0.02 : 0.008, second.toString());
            assertTrue(second.raw() > second.sifted() && second.sifted() > 100_000, second.toString());
        }
        assertTrue(seen.blocks.stream().anyMatch(block -> block.time() < 4 && block.secretBits() > 5000), seen.blocks.toString());
        assertTrue(seen.blocks.stream().anyMatch(block -> block.discarded() != null && block.discarded().contains("threshold")));
        assertTrue(seen.seconds.getLast().secret() > 1000, "key again when Eve is gone: " + seen.seconds.getLast());
    }

    private static LinkParameters parameters(SourceParameters source, KeyProtocol protocol, int blockBits) {
        return new LinkParameters("run", source, blockBits, 1 << 14, 0.08, 1e-9, 1e-15, Reconciliation.CASCADE, protocol);
    }

    @Test
    void distilledRun_ofOneDecoy_makesKeyAboutAsLongAsThePlanSays(@TempDir Path folder) throws Exception {
        SourceParameters source = new SourceParameters(1e8, List.of(0.48, 0.18), List.of(0.6, 0.4), 0.65);
        LinkParameters parameters = parameters(source, KeyProtocol.ONE_DECOY, 1 << 19);
        Seen seen = new Seen();
        new DistilledRun(parameters, new PulseLayer(source, 0.1, DETECTOR, time -> null, time -> 0.01), clock(), false).run(folder, 6, seen);
        assertKeyOf(new OneDecoy(0.48, 0.18, 0.6, 0.65), 0.1, 1 << 19, seen);
    }

    @Test
    void distilledRun_ofEntangledPairs_makesKeyAboutAsLongAsThePlanSays(@TempDir Path folder) throws Exception {
        Bbm92 protocol = new Bbm92(0.03, 0.7);
        SourceParameters source = SourceParameters.pairs(1e8, protocol.meanPairs(), protocol.keyBasis());
        LinkConditions link = new LinkConditions(1e8, 0.8, DETECTOR, 0);
        Seen seen = new Seen();
        new DistilledRun(parameters(source, KeyProtocol.BBM92, 1 << 17), new PairLayer(protocol, time -> link), clock(), false).run(folder, 6, seen);
        assertKeyOf(protocol, 0.8, 1 << 17, seen);
    }

    /** The plan reckons with the same bound, a block of as many bits, and what error correction costs. */
    private static void assertKeyOf(Protocol protocol, double transmittance, int blockBits, Seen seen) {
        LinkConditions link = new LinkConditions(1e8, transmittance, DETECTOR, 0);
        double[] second = protocol.outcomes(link).expected(1e8);
        double scale = blockBits / protocol.figures(link, 1e8, second, SECURITY).sifted();
        double planned = protocol.figures(link, 1e8 * scale, protocol.outcomes(link).expected(1e8 * scale), SECURITY).finiteSecret();
        assertTrue(planned > 5000, "planned " + planned);
        assertTrue(seen.blocks.size() >= 2, seen.blocks.toString());
        for (Block block : seen.blocks) {
            assertEquals(planned, block.secretBits(), 0.25 * planned, block.toString());
            assertEquals(second(protocol, link), block.errorRate(), 0.01);
        }
    }

    private static double second(Protocol protocol, LinkConditions link) {
        return protocol.figures(link, 1e8, protocol.outcomes(link).expected(1e8), SECURITY).errorRate();
    }

    @Test
    void distilledRun_ofEntangledPairsUnderAttack_makesNoKey(@TempDir Path folder) throws Exception {
        Bbm92 protocol = new Bbm92(0.03, 0.7);
        SourceParameters source = SourceParameters.pairs(1e8, protocol.meanPairs(), protocol.keyBasis());
        LinkConditions spied = new LinkConditions(1e8, 0.8, DETECTOR, 0, 0.5);
        Seen seen = new Seen();
        new DistilledRun(parameters(source, KeyProtocol.BBM92, 1 << 17), new PairLayer(protocol, time -> spied), clock(), false).run(folder, 5, seen);
        assertTrue(!seen.blocks.isEmpty() && seen.blocks.stream().allMatch(block -> block.secretBits() == 0), seen.blocks.toString());
    }

    @Test
    void distilledRun_ofE91_makesKeyAboutAsLongAsThePlanSays_andShowsTheChshValue(@TempDir Path folder) throws Exception {
        E91 protocol = new E91(0.03, 0.6);
        SourceParameters source = SourceParameters.pairs(1e8, protocol.meanPairs(), protocol.keyBasis());
        LinkConditions link = new LinkConditions(1e8, 0.8, DETECTOR, 0);
        Seen seen = new Seen();
        new DistilledRun(parameters(source, KeyProtocol.E91, 1 << 18), new PairLayer(protocol, time -> link), clock(), false).run(folder, 12, seen);
        assertKeyOf(protocol, 0.8, 1 << 18, seen);
        for (Second second : seen.seconds.subList(1, seen.seconds.size())) {
            assertEquals(Chsh.TSIRELSON * (1 - 2 * second(protocol, link)), second.chsh(), second.chshDeviation(), "misses with 1e-6: " + second);
        }
    }

    @Test
    void distilledRun_ofE91UnderAttack_endsItsBlocksByTheChshValue(@TempDir Path folder) throws Exception {
        E91 protocol = new E91(0.03, 0.6);
        SourceParameters source = SourceParameters.pairs(1e8, protocol.meanPairs(), protocol.keyBasis());
        LinkConditions spied = new LinkConditions(1e8, 0.8, DETECTOR, 0, 1);
        Seen seen = new Seen();
        new DistilledRun(parameters(source, KeyProtocol.E91, 1 << 17), new PairLayer(protocol, time -> spied), clock(), false).run(folder, 6, seen);
        assertTrue(!seen.blocks.isEmpty() && seen.blocks.stream().allMatch(block -> block.discarded().startsWith("CHSH value 1.")), seen.blocks.toString());
    }

    private static final LinkConditions RELAYED = new LinkConditions(1e8, 0.81, new DetectorParameters(1, 0.9, 1e-6, 0.01, 0, 0, 0), 0);

    private static Seen mdi(Path folder, int blockBits, double lies, int seconds) throws Exception {
        SourceParameters source = MdiBb84.usual(1e8);
        Seen seen = new Seen();
        new DistilledRun(parameters(source, KeyProtocol.MDI, blockBits), new RelayLayer(source, RELAYED, time -> lies, time -> null, time -> 0.01),
                clock(), false).run(folder, seconds, seen);
        return seen;
    }

    @Test
    void distilledRun_ofMdi_makesKeyAboutAsLongAsThePlanSays(@TempDir Path folder) throws Exception {
        Seen seen = mdi(folder, 1 << 18, 0, 6);
        MdiBb84 protocol = MdiBb84.usual();
        double[] second = protocol.outcomes(RELAYED).expected(1e8);
        double slots = 1e8 * (1 << 18) / (second[0] + second[1]);
        Figures planned = protocol.figures(RELAYED, slots, protocol.outcomes(RELAYED).expected(slots), SECURITY);
        assertTrue(planned.finiteSecret() > 5000, planned.toString());
        assertTrue(!seen.blocks.isEmpty(), "no block");
        for (Block block : seen.blocks) {
            assertEquals(planned.finiteSecret(), block.secretBits(), 0.25 * planned.finiteSecret(), block.toString());
            assertEquals(planned.errorRate(), block.errorRate(), 0.01);
        }
        for (Second shown : seen.seconds.subList(1, seen.seconds.size())) {
            assertEquals(planned.errorRate(), shown.errorRate(), 0.01, shown.toString());
        }
    }

    @Test
    void distilledRun_ofMdiWithARelayThatLies_makesNoKeyThoughItsErrorRateIsGood(@TempDir Path folder) throws Exception {
        Seen seen = mdi(folder, 1 << 17, 0.5, 3);
        assertTrue(!seen.blocks.isEmpty(), "no block");
        for (Block block : seen.blocks) {
            assertTrue(block.secretBits() == 0 && block.errorRate() < 0.02 && block.discarded().startsWith("the finite-key length"), block.toString());
        }
    }

    @Test
    void protocolWithIntensitiesOfAnother_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> parameters(SOURCE, KeyProtocol.ONE_DECOY, 1 << 17));
        assertThrows(IllegalArgumentException.class, () -> parameters(SourceParameters.oneDecoy(1e8), KeyProtocol.THREE_INTENSITIES, 1 << 17));
    }

    @Test
    void distilledRun_synchronisationChannelCut_endsWithItsReason(@TempDir Path folder) {
        LinkParameters parameters = new LinkParameters("run", SOURCE, 1 << 16, 1 << 14, 0.06, 1e-9, 1e-15);
        SyncChannel cut = new SyncChannel(Synchroniser.PATTERN, FreeClock.usual(0, 0), 40e-12, 0, 1);
        Seen seen = new Seen();
        LinkException ended = assertThrows(LinkException.class,
                () -> new DistilledRun(parameters, new PulseLayer(SOURCE, 0.1, DETECTOR, time -> null, time -> 0.01), cut, false).run(folder, 3, seen));
        assertEquals(LinkException.Cause.SYNCHRONISATION, ended.why());
        assertTrue(seen.blocks.isEmpty() && seen.clocks.isEmpty());
    }

    @Test
    void distilledRun_channelThatTurns_raisesTheErrorRateWithItsAngle(@TempDir Path folder) throws Exception {
        LinkParameters parameters = new LinkParameters("run", SOURCE, 1 << 20, 1 << 14, 0.06, 1e-9, 1e-15);
        Seen seen = new Seen();
        new DistilledRun(parameters, new PulseLayer(SOURCE, 0.1, DETECTOR, time -> null, time -> time < 1 ? 0.01 : 0.2), clock(), false).run(folder, 2, seen);
        assertEquals(0.015, seen.seconds.get(0).errorRate(), 0.008);
        assertEquals(0.205, seen.seconds.get(1).errorRate(), 0.02);
        assertTrue(seen.blocks.isEmpty(), "a block that is not full by the end is dropped");
    }

    @Test
    void countedRun_ofEachProtocol_seesTheEavesdropper() throws Exception {
        for (Protocol protocol : Protocols.all()) {
            Seen seen = new Seen();
            new CountedRun(protocol, time -> new LinkConditions(1e9, 0.1, DETECTOR, 0, time > 2 ? 0.5 : 0),
                    new Security(1.1, 1e-9, 1e-15), false).run(4, seen);
            assertEquals(4, seen.seconds.size());
            double before = seen.seconds.get(1).errorRate();
            double after = seen.seconds.get(3).errorRate();
            assertEquals(before + 0.125, after, 0.02, protocol.name());
            assertTrue(seen.seconds.get(1).secret() > 0 && seen.seconds.get(3).secret() == 0, protocol.name());
            assertEquals(protocol.name().equals("e91"), !Double.isNaN(before) && !Double.isNaN(seen.seconds.get(1).chsh()));
        }
    }

    @Test
    void counter_overTheEndOfABlock_countsItsRestAndTheNewBlock() {
        SecondCounter counter = new SecondCounter(200, KeyProtocol.THREE_INTENSITIES);
        counter.sifted(100, of(20), of(2));
        counter.sifted(150, of(30), of(3));
        counter.block(0.9, 0.9, 0);
        counter.sifted(10, of(4), of(1));
        Second second = counter.take(1);
        assertEquals(210, second.sifted());
        assertEquals(4.0 / 34, second.errorRate());
        assertFalse(counter.take(2).errorRate() >= 0, "nothing tested");
    }

    @Test
    void counter_blockLongOverdue_noSecretRate() {
        SecondCounter counter = new SecondCounter(200, KeyProtocol.THREE_INTENSITIES);
        counter.block(4, 2, 1000);
        assertEquals(500, counter.take(5).secret());
        assertEquals(500, counter.take(9).secret());
        assertEquals(0, counter.take(10).secret());
    }
}
