package io.lumenvault.cli.drill;

import io.lumenvault.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a site about many things over several connections at once, so that it can commit their records together. */
final class InParts {

    private static final int PARTS = 16;

    /** Asks about some of the things, on a thread of its own. */
    interface Part<T> {
        void inspect(List<T> things) throws Exception;
    }

    private InParts() {}

    /**
     * Returns when all parts have been inspected.
     *
     * @throws CommandFailure when one of them could not be
     */
    static <T> void inspect(List<T> things, Part<T> by) throws InterruptedException {
        List<Future<Void>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PARTS; i++) {
                List<T> part = things.subList(i * things.size() / PARTS, (i + 1) * things.size() / PARTS);
                running.add(threads.submit(() -> {
                    by.inspect(part);
                    return null;
                }));
            }
        }
        try {
            for (Future<Void> part : running) {
                part.get();
            }
        } catch (ExecutionException failed) {
            throw new CommandFailure("the site could not be asked: " + failed.getCause().getMessage(), failed.getCause());
        }
    }
}
