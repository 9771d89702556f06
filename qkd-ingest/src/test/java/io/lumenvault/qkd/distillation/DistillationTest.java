package io.lumenvault.qkd.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.authentication.PoolExhaustedException;
import io.lumenvault.qkd.link.InterceptResend;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillationTest {
    @TempDir
    Path folder;
    private TwoEnds ends;

    @BeforeEach
    void prepare() throws Exception {
        ends = new TwoEnds(folder);
    }

    private static BlockResult.Distilled distilled(BlockResult result) {
        return assertInstanceOf(BlockResult.Distilled.class, result);
    }

    private static void assertCompleted(TwoEnds.Outcome outcome) {
        assertNull(outcome.aliceFailed());
        assertNull(outcome.bobFailed());
    }

    @Test
    void blocks_areEqualNumberedAndFullyAccounted() throws Exception {
        TwoEnds.Outcome outcome = ends.session(3);
        assertCompleted(outcome);
        for (int i = 0; i < 3; i++) {
            BlockResult.Distilled a = distilled(outcome.alice().get(i));
            BlockResult.Distilled b = distilled(outcome.bob().get(i));
            assertEquals(i, a.sequence());
            assertEquals(i, b.sequence());
            assertArrayEquals(a.key(), b.key());
            assertEquals(a.qber(), b.qber());
            assertEquals(a.disclosedBits(), b.disclosedBits());
            assertEquals(0.015, a.qber(), 0.008);
            long parities = a.disclosedBits();
            assertTrue(a.key().length * 8L + a.refillBytes() * 8L + 51 <= a.siftedBits(), "no more key than was sifted");
            assertTrue(parities > a.siftedBits() / 20, "the error correction is counted");
            assertTrue(a.epsilon() >= 1e-9 && a.epsilon() < 1.1e-9, "epsilon " + a.epsilon());
        }
        assertNotEquals(outcome.alice().get(0).toString(), outcome.alice().get(1).toString());
    }

    @Test
    void lightThatWaits_isAnnouncedAheadAndNoClickIsLostBetweenBlocks() throws Exception {
        ends.lightReady = true;
        AtomicInteger onTheirWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ends.bobsWire = wire -> new MessageChannel() {
            @Override
            public void send(int type, byte[] payload) {
                if (type == MessageType.ANNOUNCE.ordinal()) {
                    most.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
                }
                wire.send(type, payload);
            }

            @Override
            public Message receive() {
                Message message = wire.receive();
                onTheirWay.addAndGet(message.type() == MessageType.MATCH.ordinal() ? -1 : 0);
                return message;
            }
        };
        TwoEnds.Outcome outcome = ends.session(4);
        assertCompleted(outcome);
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(distilled(outcome.alice().get(i)).key(), distilled(outcome.bob().get(i)).key());
        }
        assertEquals(BobDistillation.MOST_AHEAD, most.get());
        assertEquals(0, onTheirWay.get(), "a block ends with all announcements answered");
    }

    @Test
    void reconciliationByLdpc_makesEqualFullyAccountedBlocksInFewMessages() throws Exception {
        ends.alicesParameters = TwoEnds.ldpc(TwoEnds.BLOCK_BITS);
        ends.bobsParameters = ends.alicesParameters;
        AtomicInteger questions = new AtomicInteger();
        AtomicInteger answeredBytes = new AtomicInteger();
        ends.bobsWire = wire -> new MessageChannel() {
            @Override
            public void send(int type, byte[] payload) {
                questions.addAndGet(type == MessageType.ASK.ordinal() ? 1 : 0);
                wire.send(type, payload);
            }

            @Override
            public Message receive() {
                Message message = wire.receive();
                answeredBytes.addAndGet(message.type() == MessageType.ANSWER.ordinal() ? message.payload().length : 0);
                return message;
            }
        };
        TwoEnds.Outcome outcome = ends.session(2);
        assertCompleted(outcome);
        long disclosed = 0;
        for (int i = 0; i < 2; i++) {
            BlockResult.Distilled a = distilled(outcome.alice().get(i));
            BlockResult.Distilled b = distilled(outcome.bob().get(i));
            assertArrayEquals(a.key(), b.key());
            assertEquals(a.disclosedBits(), b.disclosedBits());
            assertEquals(0, a.failedFrames());
            disclosed += a.disclosedBits();
        }
        assertTrue(questions.get() <= 2 * 15, questions + " messages of questions");
        assertTrue(disclosed > 8L * (answeredBytes.get() - questions.get()), "every answer is counted");
    }

    @Test
    void frameBeyondCorrection_isLeftOutCountedAndPaidFor() throws Exception {
        LinkParameters p = TwoEnds.parameters();
        ends.alicesParameters = TwoEnds.ldpc(4 * p.blockBits());
        ends.bobsParameters = ends.alicesParameters;
        ends.detections = frame -> {
            // In the first stretch, which lies in the first frame, every other key bit is turned; none of those that are compared.
            for (int click = 0; frame.firstSlot() == 0 && click < frame.count(); click += 2) {
                frame.outcomes()[click] ^= (byte) (frame.basis(click) == 0 ? 2 : 0);
            }
            return frame;
        };
        TwoEnds.Outcome outcome = ends.session(2);
        assertCompleted(outcome);
        List<BlockResult.Distilled> blocks = outcome.alice().stream().map(DistillationTest::distilled).toList();
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(blocks.get(i).key(), distilled(outcome.bob().get(i)).key());
            assertEquals(1 - i, blocks.get(i).failedFrames());
            assertEquals(1 - i, distilled(outcome.bob().get(i)).failedFrames());
            assertEquals(4L * p.blockBits() - (1 - i) * p.frameBits(), blocks.get(i).siftedBits());
            assertEquals(0.015, blocks.get(i).qber(), 0.008);
        }
        double[] perBit = blocks.stream().mapToDouble(block -> block.key().length * 8.0 / block.siftedBits()).toArray();
        assertTrue(perBit[0] < perBit[1], "that an eavesdropper could choose the frame is charged: " + perBit[0] + " and " + perBit[1]);
    }

    @Test
    void differentReconciliation_isRefused() throws Exception {
        ends.bobsParameters = TwoEnds.ldpc(TwoEnds.BLOCK_BITS);
        LinkException failure = assertInstanceOf(LinkException.class, ends.session(1).aliceFailed());
        assertEquals(LinkException.Cause.PARAMETERS, failure.why());
    }

    @Test
    void interceptedLight_isDiscardedAtBothEndsAndTheLinkRecovers() throws Exception {
        ends.eve = new InterceptResend(0.4, 1);
        TwoEnds.Outcome attacked = ends.session(2);
        assertCompleted(attacked);
        for (BlockResult result : attacked.alice()) {
            assertEquals(0.11, assertInstanceOf(BlockResult.Discarded.class, result).qber(), 0.02);
        }
        for (BlockResult result : attacked.bob()) {
            assertTrue(assertInstanceOf(BlockResult.Discarded.class, result).reason().contains("QBER"));
        }
        ends.eve = null;
        TwoEnds.Outcome honest = ends.session(1);
        assertArrayEquals(distilled(honest.alice().get(0)).key(), distilled(honest.bob().get(0)).key());
    }

    @Test
    void tooManyErrorsButBelowTheThreshold_givesNoKeyRatherThanUnsafeKey() throws Exception {
        ends.misalignment = 0.055;
        TwoEnds.Outcome outcome = ends.session(2);
        assertCompleted(outcome);
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(BlockResult.Discarded.class, outcome.alice().get(i));
            assertInstanceOf(BlockResult.Discarded.class, outcome.bob().get(i));
        }
    }

    /** Changes a message of one type on its way to an end. */
    private static MessageChannel changed(MessageChannel wire, MessageType type, java.util.function.UnaryOperator<byte[]> change) {
        return new MessageChannel() {
            @Override
            public void send(int sent, byte[] payload) {
                wire.send(sent, payload);
            }

            @Override
            public Message receive() {
                Message message = wire.receive();
                return message.type() == type.ordinal() ? new Message(message.type(), change.apply(message.payload())) : message;
            }
        };
    }

    private static void assertNothingCameOfIt(TwoEnds.Outcome outcome) {
        assertTrue(outcome.alice().isEmpty() && outcome.bob().isEmpty(), "neither a key nor a discarded block is reported");
        assertInstanceOf(LinkException.class, outcome.aliceFailed() == null ? outcome.bobFailed() : outcome.aliceFailed());
        assertTrue(outcome.aliceFailed() instanceof LinkException || outcome.bobFailed() instanceof LinkException);
    }

    @Test
    void strangerWhoTellsAliceThatAllFramesFailed_makesNoEndDiscardTheBlock() throws Exception {
        ends.alicesWire = wire -> changed(wire, MessageType.VERIFIED, answer -> new byte[answer.length]);
        assertNothingCameOfIt(ends.session(1));
    }

    @Test
    void strangerWhoTellsAliceThatOneFrameFailed_makesNoEndDeliver() throws Exception {
        ends.alicesWire = wire -> changed(wire, MessageType.VERIFIED, answer -> {
            byte[] other = answer.clone();
            other[other.length - 1] ^= 1;
            return other;
        });
        assertNothingCameOfIt(ends.session(1));
    }

    @Test
    void strangerWhoMakesAllHashesWrong_makesNoEndDiscardTheBlock() throws Exception {
        ends.bobsWire = wire -> changed(wire, MessageType.VERIFY, hashes -> {
            byte[] other = hashes.clone();
            other[0] ^= 1;
            return other;
        });
        TwoEnds.Outcome outcome = ends.session(1);
        assertNothingCameOfIt(outcome);
        LinkException failure = assertInstanceOf(LinkException.class, outcome.bobFailed());
        assertEquals(LinkException.Cause.AUTHENTICATION, failure.why());
    }

    /** Flips one bit of the nth message that an end receives. */
    private static final class Corrupted implements MessageChannel {
        private final MessageChannel wire;
        private final int which;
        private int seen;

        Corrupted(MessageChannel wire, int which) {
            this.wire = wire;
            this.which = which;
        }

        @Override
        public void send(int type, byte[] payload) {
            wire.send(type, payload);
        }

        @Override
        public Message receive() {
            Message message = wire.receive();
            if (seen++ == which && message.payload().length > 0) {
                message.payload()[message.payload().length / 2] ^= 4;
            }
            return message;
        }
    }

    @Test
    void corruptedMessage_neverLeadsToDifferentKeys() throws Exception {
        Map<Long, byte[]> delivered = new HashMap<>();
        int noticed = 0;
        for (int which : new int[] {0, 1, 2, 3, 9, 40}) {
            for (boolean atAlice : new boolean[] {true, false}) {
                ends.alicesWire = wire -> atAlice ? new Corrupted(wire, which) : wire;
                ends.bobsWire = wire -> atAlice ? wire : new Corrupted(wire, which);
                TwoEnds.Outcome outcome = ends.session(1);
                boolean stopped = outcome.aliceFailed() != null || outcome.bobFailed() != null;
                boolean discarded = outcome.bob().stream().allMatch(BlockResult.Discarded.class::isInstance)
                        && outcome.alice().stream().allMatch(BlockResult.Discarded.class::isInstance);
                noticed += stopped || discarded ? 1 : 0;
                for (var results : java.util.List.of(outcome.alice(), outcome.bob())) {
                    for (BlockResult result : results) {
                        if (result instanceof BlockResult.Distilled block) {
                            byte[] before = delivered.putIfAbsent(block.sequence(), block.key());
                            assertTrue(before == null || java.util.Arrays.equals(before, block.key()), "block " + block.sequence());
                        }
                    }
                }
            }
        }
        assertEquals(12, noticed, "every corruption stops the session or costs the block");
        ends.alicesWire = wire -> wire;
        ends.bobsWire = wire -> wire;
        TwoEnds.Outcome honest = ends.session(1);
        assertCompleted(honest);
        assertArrayEquals(distilled(honest.alice().get(0)).key(), distilled(honest.bob().get(0)).key());
    }

    @Test
    void wrongTag_isNamedAsAuthenticationFailure() throws Exception {
        // Alice receives hello, then Bob's tag.
        ends.alicesWire = wire -> new Corrupted(wire, 1);
        LinkException failure = assertInstanceOf(LinkException.class, ends.session(1).aliceFailed());
        assertEquals(LinkException.Cause.AUTHENTICATION, failure.why());
    }

    @Test
    void restarts_continueTheNumbersAndNeverRepeatOne() throws Exception {
        long last = -1;
        for (int round = 0; round < 3; round++) {
            TwoEnds.Outcome outcome = ends.session(1);
            assertCompleted(outcome);
            long sequence = distilled(outcome.alice().get(0)).sequence();
            assertTrue(sequence > last);
            last = sequence;
        }
    }

    @Test
    void oneEndLosesTheLastTag_numberIsNotUsedAgain() throws Exception {
        // Bob's last message of a block is his tag; Alice never sees it.
        ends.alicesWire = wire -> new MessageChannel() {
            private int tags;

            @Override
            public void send(int type, byte[] payload) {
                wire.send(type, payload);
            }

            @Override
            public Message receive() {
                Message message = wire.receive();
                if (message.type() == MessageType.TAG.ordinal() && ++tags == 4) {
                    throw new LinkException(LinkException.Cause.LOST, "cut");
                }
                return message;
            }
        };
        TwoEnds.Outcome cut = ends.session(1);
        assertTrue(cut.alice().isEmpty());
        long bobs = distilled(cut.bob().get(0)).sequence();
        ends.alicesWire = wire -> wire;
        TwoEnds.Outcome next = ends.session(1);
        assertCompleted(next);
        assertEquals(bobs + 1, distilled(next.alice().get(0)).sequence());
        assertEquals(ends.pool(true).segments(), ends.pool(false).segments());
    }

    @Test
    void differentParameters_areRefused() throws Exception {
        LinkParameters p = TwoEnds.parameters();
        ends.bobsParameters = new LinkParameters(p.link(), p.source(), p.blockBits(), p.frameBits(), 0.2, 1e-9, 1e-15);
        LinkException failure = assertInstanceOf(LinkException.class, ends.session(1).aliceFailed());
        assertEquals(LinkException.Cause.PARAMETERS, failure.why());
    }

    @Test
    void poolWithoutPads_stopsTheLinkUntilBothEndsGetANewSecret() throws Exception {
        io.lumenvault.qkd.authentication.KeyPool pool = ends.pool(false);
        pool.propose(java.util.Set.of(0L));
        while (true) {
            try {
                pool.takeForSending();
            } catch (PoolExhaustedException e) {
                break;
            }
        }
        assertInstanceOf(PoolExhaustedException.class, ends.session(1).bobFailed());
        ends.newSecret(1024);
        TwoEnds.Outcome recovered = ends.session(1);
        assertCompleted(recovered);
    }

    @Test
    void pool_gainsMoreThanTheLinkConsumes() throws Exception {
        assertCompleted(ends.session(1));
        long before = ends.pool(true).remaining();
        assertCompleted(ends.session(2));
        assertTrue(ends.pool(true).remaining() >= before);
    }
}
