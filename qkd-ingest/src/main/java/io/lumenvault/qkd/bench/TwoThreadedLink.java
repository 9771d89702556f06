package io.lumenvault.qkd.bench;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.link.Transmitter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A link with Alice's optics on a thread of their own and Bob's on the caller's. Light is a few stretches ahead. */
public final class TwoThreadedLink implements AutoCloseable {
    private static final int AHEAD = 4;

    private final BlockingQueue<LightFrame> fibre = new ArrayBlockingQueue<>(AHEAD);
    private final Receiver receiver;
    private final Thread laser;

    /**
     * @param source Alice's pulses
     * @param fibreTransmittance of the fibre
     * @param detector Bob's receiver
     * @param slots clock slots in each stretch of light
     */
    public TwoThreadedLink(SourceParameters source, double fibreTransmittance, DetectorParameters detector, int slots) {
        Transmitter transmitter = new Transmitter(source, fibreTransmittance * detector.photonDetectionProbability(), 1);
        receiver = new Receiver(detector, source.keyBasisProbability(), source.clockHz(), 2);
        laser = Thread.ofPlatform().daemon().name("laser").start(() -> emit(transmitter, slots));
    }

    private void emit(Transmitter transmitter, int slots) {
        try {
            while (true) {
                fibre.put(transmitter.emit(slots).light());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Seconds until the next stretch has come and is detected. */
    public double detect() {
        long begin = System.nanoTime();
        try {
            receiver.detect(fibre.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the link was interrupted", e);
        }
        return (System.nanoTime() - begin) * 1e-9;
    }

    @Override
    public void close() {
        laser.interrupt();
    }
}
