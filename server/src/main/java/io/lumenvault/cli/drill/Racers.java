package io.lumenvault.cli.drill;

import io.lumenvault.cli.drill.HttpsCaller.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients who send their requests at the same moment. Those of one caller share its selector thread, not its connections: over
 * HTTP/1.1 each request under way has one of its own.
 */
final class Racers implements AutoCloseable {

    private record Racer(HttpsCaller caller, String path) {}

    private final List<Racer> racers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param caller stays open when the race is closed @param path where this client sends its request */
    void add(HttpsCaller caller, String path) {
        racers.add(new Racer(caller, path));
    }

    /** All send the body. @return the answers, in the order of the clients; status 0 for a request that was cut off */
    List<Answer> race(String body) throws InterruptedException, ExecutionException {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> running = new ArrayList<>();
        for (Racer racer : racers) {
            running.add(threads.submit(() -> {
                go.await();
                try {
                    return racer.caller().postJson(racer.path(), body);
                } catch (IOException cutOff) {
                    return new Answer(0, "", String.valueOf(cutOff.getMessage()));
                }
            }));
        }
        go.countDown();
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> one : running) {
            answers.add(one.get());
        }
        return answers;
    }

    @Override
    public void close() {
        threads.close();
    }
}
