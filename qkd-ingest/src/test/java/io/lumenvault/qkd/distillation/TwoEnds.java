package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Preparation;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Alice and Bob in two threads with durable state in a folder; each call of {@link #session} is a fresh start of both. */
final class TwoEnds {
    /** What each end got out of a session: its results, or what stopped it. */
    record Outcome(List<BlockResult> alice, List<BlockResult> bob, Throwable aliceFailed, Throwable bobFailed) {
    }

    static final int BLOCK_BITS = 1 << 16;
    private final Path folder;
    Eavesdropper eve;
    double misalignment = 0.01;
    boolean lightReady;
    /** What Bob registers instead of what he would. */
    UnaryOperator<DetectionFrame> detections = UnaryOperator.identity();
    UnaryOperator<MessageChannel> alicesWire = UnaryOperator.identity();
    UnaryOperator<MessageChannel> bobsWire = UnaryOperator.identity();
    LinkParameters alicesParameters = parameters();
    LinkParameters bobsParameters = parameters();

    TwoEnds(Path folder) throws IOException {
        this.folder = folder;
        newSecret(2048);
    }

    void newSecret(int length) throws IOException {
        byte[] secret = new byte[length];
        new SecureRandom().nextBytes(secret);
        Files.write(folder.resolve("secret"), secret);
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
    }

    static LinkParameters parameters() {
        SourceParameters source = new SourceParameters(1e9, List.of(0.4448, 0.1934, 2e-4), List.of(0.2104, 0.5973, 0.1923), 0.7);
        return new LinkParameters("link-1", source, BLOCK_BITS, 1 << 14, 0.06, 1e-9, 1e-15);
    }

    /** The usual parameters with LDPC codes, and with blocks of a length. */
    static LinkParameters ldpc(int blockBits) {
        LinkParameters p = parameters();
        return new LinkParameters(p.link(), p.source(), blockBits, p.frameBits(), p.qberThreshold(), p.epsilonSecrecy(), p.epsilonCorrectness(),
                Reconciliation.LDPC);
    }

    KeyPool pool(boolean alice) throws IOException {
        return KeyPool.open(folder.resolve(alice ? "alice" : "bob"), folder.resolve("secret"), alice);
    }

    SequenceFile sequence(boolean alice) throws IOException {
        return new SequenceFile(folder.resolve(alice ? "alice.sequence" : "bob.sequence"));
    }

    Outcome session(int blocks) throws Exception {
        PipeChannel[] pipe = PipeChannel.pair();
        BlockingQueue<Preparation> records = new LinkedBlockingQueue<>();
        DetectorParameters detector = new DetectorParameters(1, 0.2, 1e-6, misalignment, 20, 0.01, 50);
        Transmitter transmitter = new Transmitter(parameters().source(), 0.02, new SecureRandom().nextLong());
        Receiver receiver = new Receiver(detector, 0.7, 1e9, new SecureRandom().nextLong());
        DetectionSource light = new DetectionSource() {
            @Override
            public DetectionFrame next() {
                LightSource.Emission emission = transmitter.emit(4_000_000);
                if (eve != null) {
                    eve.attack(emission.light());
                }
                records.add(emission.preparation());
                return detections.apply(receiver.detect(emission.light()));
            }

            @Override
            public boolean ready() {
                return lightReady;
            }
        };
        List<BlockResult> alices = new ArrayList<>();
        List<BlockResult> bobs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> alice = threads.submit(() -> {
                try (AliceDistillation end = new AliceDistillation(alicesParameters, pool(true), sequence(true),
                        alicesWire.apply(pipe[0]), records::take)) {
                    while (alices.size() < blocks) {
                        alices.add(end.next());
                    }
                }
                return null;
            });
            Future<?> bob = threads.submit(() -> {
                try (BobDistillation end = new BobDistillation(bobsParameters, pool(false), sequence(false),
                        bobsWire.apply(pipe[1]), light)) {
                    while (bobs.size() < blocks) {
                        bobs.add(end.next());
                    }
                }
                return null;
            });
            return collect(threads, alice, bob, alices, bobs);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    /** When one end stops early the other one would wait for ever: its connection is cut, as a closed socket does. */
    private static Outcome collect(ExecutorService threads, Future<?> alice, Future<?> bob, List<BlockResult> alices,
                                   List<BlockResult> bobs) throws InterruptedException {
        while (!alice.isDone() && !bob.isDone()) {
            Thread.sleep(2);
        }
        Throwable aliceFailed = alice.isDone() ? failure(alice) : null;
        Throwable bobFailed = bob.isDone() ? failure(bob) : null;
        if (aliceFailed != null || bobFailed != null) {
            Thread.sleep(50);
            threads.shutdownNow();
        }
        return new Outcome(alices, bobs, failure(alice), failure(bob));
    }

    private static Throwable failure(Future<?> end) throws InterruptedException {
        try {
            end.get(60, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }
}
