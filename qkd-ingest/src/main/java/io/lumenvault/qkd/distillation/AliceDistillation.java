package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.amplification.ToeplitzHash;
import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.link.Preparation;
import io.lumenvault.qkd.reconciliation.Answers;
import io.lumenvault.qkd.reconciliation.Responder;
import io.lumenvault.qkd.sifting.Announcement;
import io.lumenvault.qkd.sifting.BlockCutter;
import io.lumenvault.qkd.sifting.MatchReply;
import io.lumenvault.qkd.sifting.SiftedBlock;
import io.lumenvault.qkd.sifting.SiftingTable;
import io.lumenvault.qkd.verification.FrameVerification;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Alice's end of the classical protocol. Her key is the reference: errors are Bob's to correct. */
public final class AliceDistillation implements AutoCloseable {
    /** Four tags of 16 bytes a block are what the pool loses. */
    static final int LEAST_REFILL = 64;
    private static final int GROWING_REFILL = 512;
    private static final long ENOUGH_POOL = 16 * 1024;
    static final int LEAST_KEY_BYTES = 64;

    private final Session session;
    private final PreparationSource light;
    private final BlockCutter cutter;
    private final SiftingTable table;
    private final ToeplitzHash toeplitz = new ToeplitzHash();

    /**
     * Opens a session with Bob.
     *
     * @param parameters what both ends agree on
     * @param pool Alice's end of the authentication pool
     * @param sequences durable block numbers
     * @param wire classical channel, Bob at its other end
     * @param light Alice's records
     * @throws LinkException if the peer cannot be authenticated or is set up differently
     */
    public AliceDistillation(LinkParameters parameters, KeyPool pool, SequenceFile sequences, MessageChannel wire,
                             PreparationSource light) {
        this.session = Session.open(true, parameters, pool, sequences, wire);
        this.light = light;
        this.table = parameters.protocol().sifting();
        this.cutter = new BlockCutter(parameters.blockBits(), table);
    }

    /** Serves Bob through one block. */
    public BlockResult next() throws InterruptedException {
        try {
            return block();
        } catch (IllegalArgumentException e) {
            throw new LinkException(LinkException.Cause.MALFORMED, e.getMessage());
        }
    }

    private BlockResult block() throws InterruptedException {
        long sequence = session.sequences.next();
        session.beginStage(sequence);
        BlockInWork work = siftAndEstimate(sequence);
        String verdict = work.verdictOnTest();
        if (verdict != null) {
            return work.discard(verdict, work.testErrorRate());
        }
        session.beginStage(sequence);
        reconcile(work);
        verify(work);
        verdict = work.verdictOnKey();
        if (verdict != null) {
            return discard(work, verdict);
        }
        KeyLength length = work.keyLength();
        if (length.bits() / 8 < LEAST_REFILL + LEAST_KEY_BYTES) {
            return discard(work, "the finite-key length of the block is " + length.bits() + " bits");
        }
        return amplify(work, length);
    }

    /** Ends a block after verification: the tags show that both ends saw the same frames fail, for the same reason. */
    private BlockResult discard(BlockInWork work, String verdict) {
        session.channel.sendTag();
        session.channel.receiveTag();
        return work.discard(verdict, work.keyErrorRate());
    }

    private BlockInWork siftAndEstimate(long sequence) throws InterruptedException {
        int ahead = 0;
        MessageChannel.Message message = session.channel.receive(MessageType.ANNOUNCE, MessageType.ESTIMATE);
        while (MessageType.of(message.type()) == MessageType.ANNOUNCE) {
            if (!cutter.needsLight() && ++ahead >= BobDistillation.MOST_AHEAD) {
                throw new LinkException(LinkException.Cause.MALFORMED, ahead + " announcements after a block was full; at most "
                        + (BobDistillation.MOST_AHEAD - 1) + " may be on their way");
            }
            sift(Announcement.fromBytes(message.payload(), table));
            message = session.channel.receive(MessageType.ANNOUNCE, MessageType.ESTIMATE);
        }
        if (cutter.needsLight()) {
            throw new LinkException(LinkException.Cause.MALFORMED, "estimate of a block of which " + cutter.filled() + " bits are sifted");
        }
        SiftedBlock block = cutter.next();
        long[] testErrors = BlockInWork.decode(message.payload(), table.testClasses());
        DecoyCounts own = block.counts();
        DecoyCounts counts = new DecoyCounts(own.key(), own.test(), testErrors);
        session.channel.receiveTag();
        session.channel.sendTag();
        BlockInWork work = new BlockInWork(session.parameters, sequence, block, counts);
        work.addForgery(session.forgery + session.channel.forgeryProbability());
        return work;
    }

    private void sift(Announcement announcement) throws InterruptedException {
        Preparation preparation = light.next();
        if (preparation.firstSlot() != announcement.firstSlot() || preparation.slots() != announcement.slots()) {
            throw new LinkException(LinkException.Cause.SYNCHRONISATION, "loss of synchronisation: announcement of slot "
                    + announcement.firstSlot() + " where slot " + preparation.firstSlot() + " is due");
        }
        byte[] choices = preparation.choices(announcement.offsets());
        preparation.wipe();
        MatchReply reply = MatchReply.of(announcement, choices, table);
        session.channel.send(MessageType.MATCH, reply.toBytes());
        for (int i = 0; i < choices.length; i++) {
            choices[i] = (byte) Preparation.bit(choices[i]);
        }
        cutter.add(announcement, reply, choices);
        Arrays.fill(choices, (byte) 0);
    }

    private void reconcile(BlockInWork work) {
        double errorRate = work.testErrorRate();
        Responder[] responders = new Responder[work.frames.length];
        for (int f = 0; f < responders.length; f++) {
            responders[f] = session.reconciler.responder(errorRate, work.frames[f]);
        }
        try {
            answer(responders);
            for (int f = 0; f < responders.length; f++) {
                work.parities[f] = responders[f].disclosedBits();
            }
        } finally {
            for (Responder responder : responders) {
                responder.wipe();
            }
        }
    }

    private void answer(Responder[] responders) {
        Answers answers = new Answers();
        while (true) {
            MessageChannel.Message message = session.channel.receive(MessageType.ASK, MessageType.RECONCILED);
            if (MessageType.of(message.type()) == MessageType.RECONCILED) {
                return;
            }
            answers.clear();
            QuestionBatch.read(message.payload(), responders.length,
                    (frame, questions) -> responders[frame].answer(questions, answers));
            session.channel.send(MessageType.ANSWER, answers.toBytes());
        }
    }

    private void verify(BlockInWork work) {
        LinkParameters parameters = session.parameters;
        int hashBytes = FrameVerification.hashBytes(work.frames.length, parameters.frameBits(), parameters.epsilonCorrectness());
        byte[] key = new byte[PolynomialHash.KEY_BYTES];
        session.random.nextBytes(key);
        byte[] hashes = FrameVerification.hashes(work.frames, key, hashBytes);
        session.channel.send(MessageType.VERIFY, ByteBuffer.allocate(key.length + hashes.length).put(key).put(hashes).array());
        byte[] answer = session.channel.receive(MessageType.VERIFIED);
        int counts = answer.length - work.keep.length;
        if (counts != BlockInWork.COUNT_BYTES) {
            throw new LinkException(LinkException.Cause.MALFORMED, "verification answer of " + answer.length + " bytes");
        }
        for (int f = 0; f < work.keep.length; f++) {
            work.keep[f] = answer[counts + f] == 1;
        }
        work.keyErrors(BlockInWork.decode(Arrays.copyOf(answer, counts), DecoyCounts.INTENSITIES));
        work.forgetSifted();
    }

    private BlockResult amplify(BlockInWork work, KeyLength length) {
        int refill = refillBytes(length);
        byte[] seed = new byte[(int) ((length.keyBits() + 6) / 8)];
        session.random.nextBytes(seed);
        PrivacyAmplification order = new PrivacyAmplification(work.sequence, (int) length.bits(), refill, seed);
        session.channel.send(MessageType.AMPLIFY, order.toBytes());
        session.sequences.advance(work.sequence + 1);
        session.channel.sendTag();
        byte[] secret = order.apply(toeplitz, work.frames, work.keep, length.keyBits());
        session.channel.receiveTag();
        work.addForgery(session.channel.forgeryProbability());
        byte[] refillKey = Arrays.copyOf(secret, refill);
        session.pool.refill(work.sequence + 1, refillKey);
        session.pool.confirm(work.sequence + 1);
        Arrays.fill(refillKey, (byte) 0);
        return work.result(secret, refill, length);
    }

    private int refillBytes(KeyLength length) {
        boolean grow = session.pool.remaining() < ENOUGH_POOL && length.bits() / 8 >= GROWING_REFILL + LEAST_KEY_BYTES;
        return grow ? GROWING_REFILL : LEAST_REFILL;
    }

    /** What the other connections of the session name it by. */
    public SessionId sessionId() {
        return session.id();
    }

    /** Sifted key bits of the block in work. */
    public int filled() {
        return cutter.filled();
    }

    @Override
    public void close() {
        session.close();
    }
}
