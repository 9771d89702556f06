package io.lumenvault.qkd.run;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.authentication.PoolPair;
import io.lumenvault.qkd.distillation.AliceDistillation;
import io.lumenvault.qkd.distillation.BlockResult;
import io.lumenvault.qkd.distillation.BobDistillation;
import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.distillation.MessageChannel;
import io.lumenvault.qkd.distillation.PipeChannel;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.Preparation;
import io.lumenvault.qkd.synchronisation.SyncChannel;
import io.lumenvault.qkd.synchronisation.SynchronisationException;
import io.lumenvault.qkd.synchronisation.Synchroniser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A link with both ends in this process, over channels in memory: light, synchronisation, sifting, estimation,
 * reconciliation, amplification and authentication as between two modules. Alice has a thread of her own; Bob, the light
 * and the observer share the caller's.
 */
public final class DistilledRun {
    private static final double FRAME_SECONDS = 0.02;

    private final LinkParameters parameters;
    private final QuantumLayer layer;
    private final Synchroniser synchroniser;
    private final Pace pace;
    private final BlockingQueue<Preparation> records = new LinkedBlockingQueue<>();
    private final BlockingQueue<BlockResult> alices = new LinkedBlockingQueue<>();
    private final SecondCounter counter;
    private long frames;
    private volatile RuntimeException aliceFailed;

    /**
     * @param parameters what both ends agree on
     * @param layer the light
     * @param clock how Bob sees Alice's clock, by his own, which runs freely
     * @param paced whether a second takes a second
     */
    public DistilledRun(LinkParameters parameters, QuantumLayer layer, SyncChannel clock, boolean paced) {
        this.parameters = parameters;
        this.layer = layer;
        this.synchroniser = new Synchroniser(clock, parameters.source().clockHz());
        this.counter = new SecondCounter(parameters.blockBits(), parameters.protocol());
        this.pace = new Pace(paced);
    }

    private double time() {
        return frames * FRAME_SECONDS;
    }

    /**
     * Runs for whole seconds; a block that is not full by then is dropped.
     *
     * @param folder an empty folder for the authentication pools
     * @throws IllegalStateException if the two ends ever hold different keys
     */
    public void run(Path folder, int seconds, RunObserver observer) throws IOException, InterruptedException {
        PoolPair pools = PoolPair.create(folder);
        PipeChannel[] pipe = PipeChannel.pair();
        SequenceFile aliceSequence = new SequenceFile(folder.resolve("alice.sequence"));
        SequenceFile bobSequence = new SequenceFile(folder.resolve("bob.sequence"));
        Thread bobThread = Thread.currentThread();
        Thread alice = Thread.ofPlatform().daemon().name("alice").start(() -> alice(pools.alice(), aliceSequence, pipe[0], bobThread));
        BobDistillation[] bob = new BobDistillation[1];
        try (BobDistillation end = new BobDistillation(parameters, pools.bob(), bobSequence, pipe[1], () -> light(bob[0], seconds, observer))) {
            bob[0] = end;
            blocks(end, observer);
        } catch (LinkException | InterruptedException e) {
            Thread.interrupted();
            if (aliceFailed != null) {
                throw aliceFailed;
            }
            boolean over = time() >= seconds && !(e instanceof LinkException failed && failed.why() != LinkException.Cause.LOST);
            if (!over) {
                throw e;
            }
        } finally {
            alice.interrupt();
            alice.join();
        }
    }

    private void alice(KeyPool pool, SequenceFile sequence, MessageChannel wire, Thread bob) {
        try (AliceDistillation end = new AliceDistillation(parameters, pool, sequence, wire, records::take)) {
            while (!Thread.currentThread().isInterrupted()) {
                alices.add(end.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                aliceFailed = e;
                bob.interrupt();
            }
        }
    }

    /** Blocks until the light goes off. */
    private void blocks(BobDistillation bob, RunObserver observer) throws InterruptedException {
        double begun = 0;
        while (true) {
            BlockResult bobs = bob.next();
            BlockResult own = alices.take();
            double now = time();
            Block block = block(own, bobs, now);
            counter.block(now, Math.max(FRAME_SECONDS, now - begun), block.secretBits());
            begun = now;
            observer.block(block);
        }
    }

    private static Block block(BlockResult alices, BlockResult bobs, double time) {
        if (alices instanceof BlockResult.Distilled a && bobs instanceof BlockResult.Distilled b) {
            boolean equal = Arrays.equals(a.key(), b.key()) && a.sequence() == b.sequence();
            long bits = b.key().length * 8L;
            a.wipe();
            b.wipe();
            if (!equal) {
                throw new IllegalStateException("the two ends hold different keys for block " + b.sequence());
            }
            return new Block(time, b.siftedBits(), bits, b.qber(), null);
        }
        String why = bobs instanceof BlockResult.Discarded discarded ? discarded.reason() : "the ends do not agree";
        return new Block(time, bobs.siftedBits(), 0, bobs.qber(), why);
    }

    /** The next stretch of light, measured; on Bob's thread, who thus may be asked what he has sifted so far. */
    private DetectionFrame light(BobDistillation bob, int seconds, RunObserver observer) throws InterruptedException {
        counter.sifted(bob.filled(), bob.tested(), bob.testErrors());
        if (frames > 0 && frames % Math.round(1 / FRAME_SECONDS) == 0) {
            observer.second(counter.take(time()));
        }
        if (time() >= seconds) {
            throw new InterruptedException("the run is over");
        }
        int slots = (int) Math.round(parameters.source().clockHz() * FRAME_SECONDS);
        QuantumLayer.Stretch stretch = layer.next(slots, time());
        records.add(stretch.alice());
        DetectionFrame frame = stretch.bob();
        counter.detected(frame.count());
        frames++;
        pace.await(time());
        return byBobsClock(frame, observer);
    }

    /** Without a click until Alice's clock is found. */
    private DetectionFrame byBobsClock(DetectionFrame seen, RunObserver observer) {
        boolean before = synchroniser.found();
        try {
            DetectionFrame own = synchroniser.align(seen);
            if (!before && synchroniser.found()) {
                observer.clock(synchroniser.describe());
            }
            return own;
        } catch (SynchronisationException lost) {
            throw new LinkException(LinkException.Cause.SYNCHRONISATION, "loss of synchronisation: " + lost.getMessage());
        }
    }
}
