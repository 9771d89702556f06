package io.lumenvault.cli.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Callers on threads of their own who never tire: what fails because a site is gone, they try again a little later. */
final class Callers implements AutoCloseable {

    /** One request of a caller. */
    interface Step {
        /** @return how many requests were served, 0 when it had to be given up or there was nothing to ask */
        int once() throws IOException, InterruptedException;
    }

    /** A caller with a connection of its own. */
    interface Caller {
        Step step() throws IOException;
    }

    private static final long PAUSE_MILLIS = 50;

    private final Ledger ledger;
    private final long breathMillis;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong served = new AtomicLong();
    /** Held while the callers rest. */
    private final Semaphore resting = new Semaphore(1);
    private volatile boolean stopped;

    /** @param breathMillis between two requests of one caller */
    Callers(Ledger ledger, long breathMillis) {
        this.ledger = ledger;
        this.breathMillis = breathMillis;
    }

    /** One caller more. */
    void add(String name, Caller caller) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                Step step = caller.step();
                while (!stopped) {
                    resting.acquire();
                    resting.release();
                    int done = step.once();
                    served.addAndGet(done);
                    Thread.sleep(done > 0 ? breathMillis : PAUSE_MILLIS);
                }
            } catch (InterruptedException _) {
                return;
            } catch (IOException | RuntimeException failure) {
                ledger.trouble(name + " ended: " + failure);
            }
        }));
    }

    /** Requests served so far. */
    long served() {
        return served.get();
    }

    /** The callers send nothing new until {@link #resume}. */
    void pause() throws InterruptedException {
        resting.acquire();
    }

    void resume() {
        resting.release();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        resting.release();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
