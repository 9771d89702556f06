package io.lumenvault.hsm;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A platform thread that runs requests on its own session, and closes that at its end. */
final class Worker extends Thread {

    private static final long IDLE_CHECK_MILLIS = 200;

    private final BlockingQueue<Request<?>> queue;
    private final SessionCiphers ciphers;
    private final Consumer<HsmUnavailableException> onLoss;
    private volatile Request<?> current;
    private volatile long startedNanos;
    private volatile boolean stopped;

    Worker(String name, BlockingQueue<Request<?>> queue, SessionCiphers ciphers, Consumer<HsmUnavailableException> onLoss) {
        super(name);
        setDaemon(true);
        this.queue = queue;
        this.ciphers = ciphers;
        this.onLoss = onLoss;
    }

    @Override
    public void run() {
        while (!stopped) {
            Request<?> request;
            try {
                request = queue.poll(IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Nobody interrupts these threads but their end; the flag says whether it has come.
                continue;
            }
            if (request != null) {
                run(request);
            }
        }
        ciphers.close();
    }

    private void run(Request<?> request) {
        startedNanos = System.nanoTime();
        current = request;
        HsmUnavailableException loss = request.run(ciphers);
        current = null;
        if (loss != null) {
            onLoss.accept(loss);
        }
    }

    boolean busyLongerThan(Duration time) {
        return current != null && System.nanoTime() - startedNanos > time.toNanos();
    }

    /** Ends the thread after its present request, whose caller does not wait for that. */
    void stop(HsmUnavailableException reason) {
        stopped = true;
        Request<?> running = current;
        if (running != null) {
            running.fail(reason);
        }
    }
}
