package io.lumenvault.qkd.bench;

import io.lumenvault.qkd.amplification.ToeplitzHash;
import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.random.Xoshiro256;
import io.lumenvault.qkd.reconciliation.OneFrame;
import io.lumenvault.qkd.reconciliation.Corrector;
import io.lumenvault.qkd.reconciliation.Reconciler;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import io.lumenvault.qkd.reconciliation.Responder;

/**
 * One measurement a call, on the calling thread; callers repeat them for warm-up and percentiles. Inputs are random
 * and not secret.
 */
public final class DistillationBench {
    private final Xoshiro256 random;
    private final ToeplitzHash toeplitz = new ToeplitzHash();
    private Reconciler reconciler;
    private Reconciliation method;
    private int logFrame;
    private Transmitter transmitter;
    private Receiver receiver;

    public DistillationBench(long seed) {
        random = new Xoshiro256(seed);
    }

    /**
     * Light made and measured.
     *
     * @param seconds time it took
     * @param slots clock slots simulated
     * @param clicks detections
     */
    public record Simulated(double seconds, long slots, long clicks) {
    }

    /** Sets up the link that {@link #simulate} continues. */
    public void prepareLink(SourceParameters source, double fibreTransmittance, DetectorParameters detector) {
        transmitter = new Transmitter(source, fibreTransmittance * detector.photonDetectionProbability(), random.nextLong());
        receiver = new Receiver(detector, source.keyBasisProbability(), source.clockHz(), random.nextLong());
    }

    /** Both ends' optics for a number of slots. */
    public Simulated simulate(int slots) {
        long begin = System.nanoTime();
        int clicks = receiver.detect(transmitter.emit(slots).light()).count();
        return new Simulated((System.nanoTime() - begin) * 1e-9, slots, clicks);
    }

    /**
     * A frame reconciled, both ends included.
     *
     * @param seconds time it took
     * @param bits length of the frame
     * @param errors errors that were there
     * @param disclosedBits parities disclosed
     * @param rounds questions and answers in turn
     * @param equal whether the frame came out equal
     */
    public record Reconciled(double seconds, int bits, int errors, long disclosedBits, int rounds, boolean equal) {
        /** f = disclosed / (n h(Q)) with the error rate of this frame. */
        public double efficiency() {
            return disclosedBits / (bits * BinaryEntropy.h((double) errors / bits));
        }
    }

    /**
     * One frame of 2^logFrame bits with independent errors.
     *
     * @param errorRate of the errors
     * @param estimate of it, which both ends reckon with
     */
    public Reconciled reconcile(Reconciliation wanted, int wantedLogFrame, double errorRate, double estimate) {
        if (reconciler == null || method != wanted || logFrame != wantedLogFrame) {
            method = wanted;
            logFrame = wantedLogFrame;
            reconciler = wanted.open(logFrame, random.nextLong());
        }
        BitArray alice = bits(1 << logFrame);
        BitArray bob = alice.slice(0, alice.size());
        int errors = 0;
        for (int i = 0; i < bob.size(); i++) {
            if (random.nextDouble() < errorRate) {
                bob.flip(i);
                errors++;
            }
        }
        long begin = System.nanoTime();
        Responder responder = reconciler.responder(estimate, alice);
        Corrector corrector = reconciler.corrector(estimate, bob);
        OneFrame.reconcile(corrector, responder);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        return new Reconciled(seconds, bob.size(), errors, responder.disclosedBits(), corrector.rounds(),
                alice.hammingDistance(bob) == 0);
    }

    /** Seconds for the modified Toeplitz hash of n bits to m. */
    public double amplify(int n, int m) {
        BitArray key = bits(n);
        BitArray seed = bits(n - 1);
        long begin = System.nanoTime();
        toeplitz.modified(key, seed, m);
        return (System.nanoTime() - begin) * 1e-9;
    }

    /** Seconds for one Wegman-Carter hash of a message. */
    public double authenticate(int bytes) {
        byte[] message = bits(bytes * 8).toBytes();
        try (PolynomialHash hash = new PolynomialHash(bits(128).toBytes())) {
            long begin = System.nanoTime();
            hash.update(message).finish();
            return (System.nanoTime() - begin) * 1e-9;
        }
    }

    private BitArray bits(int n) {
        BitArray bits = new BitArray((n + 63) / 64 * 64);
        for (int i = 0; i < bits.words().length; i++) {
            bits.words()[i] = random.nextLong();
        }
        return bits.slice(0, n);
    }
}
