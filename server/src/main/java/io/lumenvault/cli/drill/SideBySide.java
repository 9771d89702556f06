package io.lumenvault.cli.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a site about many things over several connections at once, so that it can commit their records together. */
final class SideBySide {

    private static final int PARTS = 16;

    /** Asks about some of the things, on a thread of its own. */
    interface Part<T> {
        void inspect(List<T> things) throws Exception;
    }

    private SideBySide() {}

    /** Returns when all parts have been inspected; throws what the first of them threw. */
    static <T> void inspect(List<T> things, Part<T> by) throws Exception {
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
        for (Future<Void> part : running) {
            part.get();
        }
    }
}
