package io.lumenvault.qkd.module;

import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Preparation;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Alice's laser at work: emits stretches of light at the pace of the clock and keeps her records for the distillation.
 * It pauses while the key manager is behind or too much light is unsifted, and never makes up for a pause.
 */
final class LightSender {
    static final double FRAME_SECONDS = 0.02;
    private static final int MOST_UNSIFTED = 100;

    private final LightSource source;
    private final int slots;
    private final Supplier<Eavesdropper> eve;
    private final BooleanSupplier hold;
    private final BlockingQueue<Preparation> records = new LinkedBlockingQueue<>();

    LightSender(LightSource source, double clockHz, Supplier<Eavesdropper> eve, BooleanSupplier hold) {
        this.source = source;
        this.slots = (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, Math.round(clockHz * FRAME_SECONDS)));
        this.eve = eve;
        this.hold = hold;
    }

    /** The record of the next stretch. */
    Preparation next(Socket quantum) throws InterruptedException {
        while (true) {
            Preparation record = records.poll(200, TimeUnit.MILLISECONDS);
            if (record != null) {
                return record;
            }
            if (quantum.isClosed()) {
                throw new InterruptedException("the light is off");
            }
        }
    }

    /** Sends light until the connection ends. */
    void run(Socket quantum) {
        try (quantum) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(quantum.getOutputStream(), 1 << 16));
            long due = System.nanoTime();
            while (!quantum.isClosed()) {
                if (hold.getAsBoolean() || records.size() >= MOST_UNSIFTED) {
                    Thread.sleep(5);
                    due = System.nanoTime();
                    continue;
                }
                LightSource.Emission emission = source.emit(slots, eve.get());
                records.add(emission.preparation());
                due += (long) (FRAME_SECONDS * 1e9);
                long early = due - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                } else if (early < -200_000_000L) {
                    due = System.nanoTime();
                }
                LightWire.write(out, emission.light());
                Arrays.fill(emission.light().pulses(), (byte) 0);
            }
        } catch (IOException | InterruptedException e) {
            // The session notices that the light is off.
        }
    }
}
