package io.lumenvault.qkd.bench;

import io.lumenvault.qkd.distillation.DetectionSource;
import io.lumenvault.qkd.distillation.MessageChannel;
import io.lumenvault.qkd.distillation.PipeChannel;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Preparation;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.Transmitter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The optics of a link, worked by whichever end has to wait for the other one, so that two threads do all there is to do. */
final class LightAhead implements DetectionSource {
    private static final int MOST_AHEAD = 64;

    private final Transmitter transmitter;
    private final Receiver receiver;
    private final int slots;
    private final ReentrantLock laser = new ReentrantLock();
    private final ReentrantLock detectors = new ReentrantLock();
    private final BlockingQueue<LightFrame> fibre = new LinkedBlockingQueue<>();
    private final BlockingQueue<DetectionFrame> detected = new LinkedBlockingQueue<>();
    private final BlockingQueue<Preparation> records = new LinkedBlockingQueue<>();
    private long announcedSlots;

    /** @param slots clock slots in each stretch of light */
    LightAhead(Transmitter transmitter, Receiver receiver, int slots) {
        this.transmitter = transmitter;
        this.receiver = receiver;
        this.slots = slots;
    }

    /** Bob's or Alice's end of a pipe, at which light is made until a message comes. */
    MessageChannel working(PipeChannel pipe) {
        return new MessageChannel() {
            @Override
            public void send(int type, byte[] payload) {
                pipe.send(type, payload);
            }

            @Override
            public Message receive() {
                Message message = pipe.poll();
                while (message == null) {
                    message = work() ? pipe.poll() : pipe.receive();
                }
                return message;
            }
        };
    }

    /** Detects a stretch of light or, where none is on its way, emits one; false if neither is to be done. */
    private boolean work() {
        return detected.size() < MOST_AHEAD && (detect() || emit());
    }

    private boolean detect() {
        if (fibre.isEmpty() || !detectors.tryLock()) {
            return false;
        }
        try {
            LightFrame light = fibre.poll();
            if (light != null) {
                detected.add(receiver.detect(light));
            }
            return light != null;
        } finally {
            detectors.unlock();
        }
    }

    private boolean emit() {
        if (!laser.tryLock()) {
            return false;
        }
        try {
            LightSource.Emission emission = transmitter.emit(slots);
            records.add(emission.preparation());
            fibre.add(emission.light());
            return true;
        } finally {
            laser.unlock();
        }
    }

    /** Alice's record of the next stretch. */
    Preparation record() throws InterruptedException {
        return records.take();
    }

    @Override
    public DetectionFrame next() throws InterruptedException {
        DetectionFrame frame = detected.poll();
        while (frame == null) {
            frame = work() ? detected.poll() : detected.poll(1, TimeUnit.MILLISECONDS);
        }
        announcedSlots += frame.slots();
        return frame;
    }

    /** Slots of the stretches that Bob has taken; for his thread. */
    long announcedSlots() {
        return announcedSlots;
    }

    @Override
    public boolean ready() {
        return !detected.isEmpty();
    }
}
