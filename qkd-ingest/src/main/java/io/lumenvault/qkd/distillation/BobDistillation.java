package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.amplification.ToeplitzHash;
import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.reconciliation.Corrector;
import io.lumenvault.qkd.sifting.Announcement;
import io.lumenvault.qkd.sifting.BlockCutter;
import io.lumenvault.qkd.sifting.MatchReply;
import io.lumenvault.qkd.sifting.SiftedBlock;
import io.lumenvault.qkd.sifting.SiftingTable;
import io.lumenvault.qkd.verification.FrameVerification;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** Bob's end of the classical protocol: he announces, asks and corrects. */
public final class BobDistillation implements AutoCloseable {
    /** Announcements on their way at most. */
    static final int MOST_AHEAD = 4;
    /** A reply has half a byte for each click: 64 KiB, less than what systems hold of a connection. */
    private static final int MOST_CLICKS_AHEAD = 1 << 17;
    private static final long NONE = -1;

    private record Announced(DetectionFrame frame, Announcement announcement) {
    }

    private final Session session;
    private final DetectionSource light;
    private final BlockCutter cutter;
    private final SiftingTable table;
    private final ToeplitzHash toeplitz = new ToeplitzHash();
    private long unconfirmedSegment = NONE;

    /**
     * Opens a session with Alice.
     *
     * @param parameters what both ends agree on
     * @param pool Bob's end of the authentication pool
     * @param sequences durable block numbers
     * @param wire classical channel, Alice at its other end
     * @param light Bob's detections
     * @throws LinkException if the peer cannot be authenticated or is set up differently
     */
    public BobDistillation(LinkParameters parameters, KeyPool pool, SequenceFile sequences, MessageChannel wire,
                           DetectionSource light) {
        this.session = Session.open(false, parameters, pool, sequences, wire);
        this.light = light;
        this.table = parameters.protocol().sifting();
        this.cutter = new BlockCutter(parameters.blockBits(), table);
    }

    /** Leads Alice through one block. */
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
        if (length.bits() / 8 < AliceDistillation.LEAST_REFILL + AliceDistillation.LEAST_KEY_BYTES) {
            return discard(work, "the finite-key length of the block is " + length.bits() + " bits");
        }
        return amplify(work, length);
    }

    /** Ends a block after verification: the tags show that both ends saw the same frames fail, for the same reason. */
    private BlockResult discard(BlockInWork work, String verdict) {
        session.channel.receiveTag();
        session.channel.sendTag();
        return work.discard(verdict, work.keyErrorRate());
    }

    private BlockInWork siftAndEstimate(long sequence) throws InterruptedException {
        Queue<Announced> unanswered = new ArrayDeque<>();
        while (cutter.needsLight() || !unanswered.isEmpty()) {
            while (cutter.needsLight() && (unanswered.isEmpty() || mayAnnounceAhead(unanswered) && light.ready())) {
                DetectionFrame frame = light.next();
                Announced announced = new Announced(frame, Announcement.of(frame));
                session.channel.send(MessageType.ANNOUNCE, announced.announcement().toBytes(table));
                unanswered.add(announced);
            }
            sift(unanswered.remove());
        }
        SiftedBlock block = cutter.next();
        DecoyCounts counts = block.counts();
        session.channel.send(MessageType.ESTIMATE, BlockInWork.encode(counts.testErrors()));
        session.channel.sendTag();
        session.channel.receiveTag();
        if (unconfirmedSegment != NONE) {
            // Alice goes on to another block only when she has stored the refill of the last one.
            session.pool.confirm(unconfirmedSegment);
            unconfirmedSegment = NONE;
        }
        BlockInWork work = new BlockInWork(session.parameters, sequence, block, counts);
        work.addForgery(session.forgery + session.channel.forgeryProbability());
        return work;
    }

    /**
     * Alice writes her replies meanwhile, and nobody reads them: what the connection holds without a reader should be enough. Where it is
     * not, she stops and reads no announcement either, until her deadline ends the session.
     */
    private static boolean mayAnnounceAhead(Queue<Announced> unanswered) {
        int clicks = unanswered.stream().mapToInt(announced -> announced.frame().count()).sum();
        return unanswered.size() < MOST_AHEAD && clicks <= MOST_CLICKS_AHEAD;
    }

    private void sift(Announced announced) {
        DetectionFrame frame = announced.frame();
        MatchReply reply = MatchReply.fromBytes(session.channel.receive(MessageType.MATCH), frame.count());
        byte[] bits = new byte[frame.count()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) frame.bit(i);
        }
        cutter.add(announced.announcement(), reply, bits);
        Arrays.fill(bits, (byte) 0);
        Arrays.fill(frame.outcomes(), (byte) 0);
    }

    private void reconcile(BlockInWork work) {
        double errorRate = work.testErrorRate();
        Corrector[] correctors = new Corrector[work.frames.length];
        for (int f = 0; f < correctors.length; f++) {
            correctors[f] = session.reconciler.corrector(errorRate, work.frames[f]);
        }
        try {
            ask(correctors, work);
        } finally {
            for (Corrector corrector : correctors) {
                corrector.wipe();
            }
        }
    }

    private void ask(Corrector[] correctors, BlockInWork work) {
        Queue<FrameGroup> asked = new ArrayDeque<>();
        for (FrameGroup group : FrameGroup.of(session.parameters.reconciliation(), correctors, work.parities)) {
            ask(group, asked);
        }
        while (!asked.isEmpty()) {
            FrameGroup group = asked.remove();
            group.apply(session.channel.receive(MessageType.ANSWER));
            ask(group, asked);
        }
        session.channel.send(MessageType.RECONCILED, new byte[0]);
    }

    private void ask(FrameGroup group, Queue<FrameGroup> asked) {
        if (group.ask()) {
            session.channel.send(MessageType.ASK, group.questions());
            asked.add(group);
        }
    }

    private void verify(BlockInWork work) {
        LinkParameters parameters = session.parameters;
        int hashBytes = FrameVerification.hashBytes(work.frames.length, parameters.frameBits(), parameters.epsilonCorrectness());
        byte[] message = session.channel.receive(MessageType.VERIFY);
        if (message.length != PolynomialHash.KEY_BYTES + hashBytes * work.frames.length) {
            throw new LinkException(LinkException.Cause.MALFORMED, "verification of " + message.length + " bytes");
        }
        byte[] key = Arrays.copyOf(message, PolynomialHash.KEY_BYTES);
        byte[] theirs = Arrays.copyOfRange(message, key.length, message.length);
        boolean[] equal = FrameVerification.compare(FrameVerification.hashes(work.frames, key, hashBytes), theirs, hashBytes);
        System.arraycopy(equal, 0, work.keep, 0, equal.length);
        long[] errors = work.corrected();
        work.forgetSifted();
        work.keyErrors(errors);
        ByteBuffer answer = ByteBuffer.allocate(BlockInWork.COUNT_BYTES + equal.length).put(BlockInWork.encode(errors));
        for (boolean frame : equal) {
            answer.put((byte) (frame ? 1 : 0));
        }
        session.channel.send(MessageType.VERIFIED, answer.array());
    }

    private BlockResult amplify(BlockInWork work, KeyLength length) {
        PrivacyAmplification order = PrivacyAmplification.fromBytes(session.channel.receive(MessageType.AMPLIFY));
        if (order.sequence() != work.sequence || order.bits() != length.bits()
                || order.seed().length != (length.keyBits() + 6) / 8 || order.refillBytes() < AliceDistillation.LEAST_REFILL
                || order.refillBytes() > order.bits() / 8 - AliceDistillation.LEAST_KEY_BYTES) {
            throw new LinkException(LinkException.Cause.MALFORMED, "order to amplify block " + order.sequence() + " to "
                    + order.bits() + " bits where block " + work.sequence + " has " + length.bits());
        }
        session.channel.receiveTag();
        work.addForgery(session.channel.forgeryProbability());
        session.sequences.advance(work.sequence + 1);
        byte[] secret = order.apply(toeplitz, work.frames, work.keep, length.keyBits());
        byte[] refillKey = Arrays.copyOf(secret, order.refillBytes());
        session.pool.refill(work.sequence + 1, refillKey);
        Arrays.fill(refillKey, (byte) 0);
        unconfirmedSegment = work.sequence + 1;
        session.channel.sendTag();
        return work.result(secret, order.refillBytes(), length);
    }

    /** What the other connections of the session name it by. */
    public SessionId sessionId() {
        return session.id();
    }

    /** Sifted key bits of the block in work. */
    public int filled() {
        return cutter.filled();
    }

    /** Compared bits of the block in work, by class of the protocol. */
    public long[] tested() {
        return cutter.tested();
    }

    /** How many of them differ. */
    public long[] testErrors() {
        return cutter.testErrors();
    }

    @Override
    public void close() {
        session.close();
    }
}
