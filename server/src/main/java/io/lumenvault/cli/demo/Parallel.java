package io.lumenvault.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does things at the same time and returns when all have ended; the first failure is thrown, the others are attached to it. */
public final class Parallel {

    private Parallel() {}

    /** One of the things. */
    public interface Task {
        void run() throws IOException;
    }

    /** Each on a thread of its own. */
    public static void run(Task... tasks) throws IOException {
        Throwable failure = null;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Task task : tasks) {
                running.add(executor.submit(() -> {
                    task.run();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    if (failure == null) {
                        failure = e.getCause();
                    } else {
                        failure.addSuppressed(e.getCause());
                    }
                } catch (InterruptedException _) {
                    executor.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                }
            }
        }
        switch (failure) {
            case null -> { }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
