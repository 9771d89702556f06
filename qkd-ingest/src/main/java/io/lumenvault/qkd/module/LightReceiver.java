package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.LightLevel;
import io.lumenvault.qkd.synchronisation.SynchronisationException;
import io.lumenvault.qkd.synchronisation.Synchroniser;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Bob's detectors at work: light in, detections out, in slots by his own clock. Tells when there is no light, or when his clock
 * has lost Alice's.
 */
final class LightReceiver {
    private static final int MOST_WAITING = 64;

    private final LightDetector receiver;
    private final Synchroniser synchroniser;
    private final double clockHz;
    private final LightLevel level;
    private final Consumer<String> alarm;
    private final Consumer<String> told;
    private long dueSlot;
    private long slots;
    private long clicks;
    private volatile String slipped;
    private final BlockingQueue<DetectionFrame> detections = new ArrayBlockingQueue<>(MOST_WAITING);

    /**
     * @param receiver the device
     * @param synchroniser his clock
     * @param clockHz clock of the link
     * @param level what light is due
     * @param alarm takes the text of each second without light
     * @param told takes what becomes of the clock
     */
    LightReceiver(LightDetector receiver, Synchroniser synchroniser, double clockHz, LightLevel level, Consumer<String> alarm, Consumer<String> told) {
        this.receiver = receiver;
        this.synchroniser = synchroniser;
        this.clockHz = clockHz;
        this.level = level;
        this.alarm = alarm;
        this.told = told;
    }

    /** The detections of the next stretch. */
    DetectionFrame next(Socket quantum) throws InterruptedException {
        while (true) {
            DetectionFrame frame = detections.poll(200, TimeUnit.MILLISECONDS);
            if (frame != null) {
                return frame;
            }
            if (slipped != null) {
                throw new LinkException(LinkException.Cause.SYNCHRONISATION, slipped);
            }
            if (quantum.isClosed()) {
                throw new InterruptedException("the light is off");
            }
        }
    }

    /** Whether the detections of a stretch wait. */
    boolean ready() {
        return !detections.isEmpty();
    }

    /** Detects until the connection ends. */
    void run(Socket quantum) {
        try (quantum) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(quantum.getInputStream(), 1 << 16));
            while (true) {
                LightFrame light = LightWire.read(in);
                if (light.firstSlot() != dueSlot) {
                    slipped = "loss of synchronisation: light of slot " + light.firstSlot() + " where slot " + dueSlot + " is due";
                    return;
                }
                if (light.slots() > clockHz) {
                    slipped = "loss of synchronisation: light of " + light.slots() + " slots at once; at most those of a second, " + (long) clockHz + ", come";
                    return;
                }
                dueSlot += light.slots();
                DetectionFrame frame = receiver.detect(light);
                watch(frame);
                DetectionFrame own = byOwnClock(frame);
                if (own == null) {
                    return;
                }
                detections.put(own);
            }
        } catch (IOException | InterruptedException e) {
            // The session notices that the light is off.
        }
    }

    /** Null once Alice's clock is lost; that is said before the connection closes. */
    private DetectionFrame byOwnClock(DetectionFrame seen) {
        boolean found = synchroniser.found();
        try {
            DetectionFrame frame = synchroniser.align(seen);
            if (!found && synchroniser.found()) {
                told.accept(synchroniser.describe());
            }
            return frame;
        } catch (SynchronisationException lost) {
            slipped = "loss of synchronisation: " + lost.getMessage();
            return null;
        }
    }

    /** Looks at each second of slots; while the sender pauses no slot passes. */
    private void watch(DetectionFrame frame) {
        slots += frame.slots();
        clicks += frame.count();
        if (slots >= clockHz) {
            String lost = level.lost(clicks * clockHz / slots);
            if (lost != null) {
                alarm.accept(lost);
            }
            slots = 0;
            clicks = 0;
        }
    }
}
