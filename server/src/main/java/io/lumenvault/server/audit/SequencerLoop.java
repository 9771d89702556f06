package io.lumenvault.server.audit;

import io.lumenvault.ground.PatientStep;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the sequencer: leaves every 50 ms, a signed head at most a second after the last leaf. */
public final class SequencerLoop implements AutoCloseable {

    private static final long SEQUENCE_MILLIS = 50;
    /** With the time that signing takes, a head is signed less than a second after its last leaf. */
    private static final long CHECKPOINT_MILLIS = 800;
    private static final long STOP_SECONDS = 5;

    private final Sequencer sequencer;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-sequencer").factory());
    /** An entry that cannot be sequenced now is sequenced later. */
    private final PatientStep guard = new PatientStep("audit sequencer");

    public SequencerLoop(Sequencer sequencer) {
        this.sequencer = Objects.requireNonNull(sequencer, "sequencer");
    }

    public void start() {
        thread.scheduleWithFixedDelay(() -> guard.run(sequencer::sequence), SEQUENCE_MILLIS, SEQUENCE_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(() -> guard.run(sequencer::checkpoint), CHECKPOINT_MILLIS, CHECKPOINT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sequences and signs what is left, and stops. */
    @Override
    public void close() {
        thread.execute(() -> guard.run(() -> {
            sequencer.sequence();
            sequencer.checkpoint();
            sequencer.flush();
        }));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
