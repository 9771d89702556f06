package io.lumenvault.qkd.module;

import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.Receiver;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Bob's detectors at work: light in, detections out. */
final class LightReceiver {
    private static final int MOST_WAITING = 64;

    private final Receiver receiver;
    private final BlockingQueue<DetectionFrame> detections = new ArrayBlockingQueue<>(MOST_WAITING);

    LightReceiver(Receiver receiver) {
        this.receiver = receiver;
    }

    /** The detections of the next stretch. */
    DetectionFrame next(Socket quantum) throws InterruptedException {
        while (true) {
            DetectionFrame frame = detections.poll(200, TimeUnit.MILLISECONDS);
            if (frame != null) {
                return frame;
            }
            if (quantum.isClosed()) {
                throw new InterruptedException("the light is off");
            }
        }
    }

    /** Detects until the connection ends. */
    void run(Socket quantum) {
        try (quantum) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(quantum.getInputStream(), 1 << 16));
            while (true) {
                detections.put(receiver.detect(LightWire.read(in)));
            }
        } catch (IOException | InterruptedException e) {
            // The session notices that the light is off.
        }
    }
}
