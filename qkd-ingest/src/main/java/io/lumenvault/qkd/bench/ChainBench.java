package io.lumenvault.qkd.bench;

import io.lumenvault.qkd.authentication.PoolPair;
import io.lumenvault.qkd.distillation.AliceDistillation;
import io.lumenvault.qkd.distillation.BlockResult;
import io.lumenvault.qkd.distillation.BobDistillation;
import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.distillation.PipeChannel;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.random.SecureBits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The whole chain in one process, Alice and Bob each on a thread: light, sifting, estimation, Cascade, verification,
 * amplification, authentication, with durable pools. Light is made as fast as it is used, by the end that waits.
 */
public final class ChainBench {
    private static final double FRAME_SECONDS = 0.001;

    /**
     * What one block brought.
     *
     * @param seconds time it took
     * @param processorSeconds processor time that both threads took
     * @param simulatedSeconds time it would take at the clock of the link
     * @param siftedBits sifted key bits
     * @param secretBits secret key bits, net; 0 if the block was discarded
     * @param qber measured error rate
     */
    public record Block(double seconds, double processorSeconds, double simulatedSeconds, long siftedBits, long secretBits, double qber) {
    }

    /** Takes each block as it is finished. */
    public interface Observer {
        void finished(Block block);
    }

    private final LinkParameters parameters;
    private final double transmittance;
    private final DetectorParameters detector;
    /**
     * @param parameters the link
     * @param transmittance of the fibre
     * @param detector Bob's receiver
     */
    public ChainBench(LinkParameters parameters, double transmittance, DetectorParameters detector) {
        this.parameters = parameters;
        this.transmittance = transmittance;
        this.detector = detector;
    }

    /**
     * Makes a number of blocks; the first ones are slower, while the code is compiled.
     *
     * @param folder an empty folder for the authentication pools
     * @throws IllegalStateException if the two ends ever hold different keys
     */
    public void run(Path folder, int blocks, Observer observer) throws IOException, InterruptedException {
        PoolPair pools = PoolPair.create(folder);
        PipeChannel[] pipe = PipeChannel.pair();
        LightAhead light = light();
        BlockingQueue<BlockResult> aliceResults = new LinkedBlockingQueue<>();
        SequenceFile aliceSequence = new SequenceFile(folder.resolve("alice.sequence"));
        Thread alice = Thread.ofPlatform().daemon().name("alice").start(() -> {
            try (AliceDistillation end = new AliceDistillation(parameters, pools.alice(), aliceSequence, light.working(pipe[0]),
                    light::record)) {
                while (!Thread.currentThread().isInterrupted()) {
                    aliceResults.add(end.next());
                }
            } catch (InterruptedException | LinkException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (BobDistillation bob = new BobDistillation(parameters, pools.bob(), new SequenceFile(folder.resolve("bob.sequence")),
                light.working(pipe[1]), light)) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long[] ids = {alice.threadId(), Thread.currentThread().threadId()};
            for (int i = 0; i < blocks; i++) {
                long slotsBefore = light.announcedSlots();
                long begin = System.nanoTime();
                long processorBegin = processorTime(threads, ids);
                BlockResult bobs = bob.next();
                BlockResult alices = aliceResults.take();
                double seconds = (System.nanoTime() - begin) * 1e-9;
                double processorSeconds = (processorTime(threads, ids) - processorBegin) * 1e-9;
                observer.finished(block(alices, bobs, seconds, processorSeconds,
                        (light.announcedSlots() - slotsBefore) / parameters.source().clockHz()));
            }
        } finally {
            alice.interrupt();
        }
    }

    private static long processorTime(ThreadMXBean threads, long[] ids) {
        return Arrays.stream(ids).map(threads::getThreadCpuTime).sum();
    }

    private static Block block(BlockResult alices, BlockResult bobs, double seconds, double processorSeconds, double simulated) {
        if (alices instanceof BlockResult.Distilled a && bobs instanceof BlockResult.Distilled b) {
            if (!Arrays.equals(a.key(), b.key()) || a.sequence() != b.sequence()) {
                throw new IllegalStateException("the two ends hold different keys for block " + a.sequence());
            }
            return new Block(seconds, processorSeconds, simulated, b.siftedBits(), b.key().length * 8L, b.qber());
        }
        return new Block(seconds, processorSeconds, simulated, bobs.siftedBits(), 0, bobs.qber());
    }

    private LightAhead light() {
        double clock = parameters.source().clockHz();
        SecureBits seeds = new SecureBits();
        Transmitter transmitter = new Transmitter(parameters.source(),
                transmittance * detector.photonDetectionProbability(), seeds.nextLong());
        Receiver receiver = new Receiver(detector, parameters.source().keyBasisProbability(), clock, seeds.nextLong());
        return new LightAhead(transmitter, receiver, (int) (clock * FRAME_SECONDS));
    }
}
