package io.lumenvault.cli.bench;

import io.lumenvault.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** One operation done over and over on two threads at once, each with what it needs to itself. */
record SideBySide(List<Repeated> threads) {

    static final int THREADS = 2;

    /** @param operation makes what one thread repeats, see {@link Repeated#run} */
    static SideBySide run(BenchOptions options, Supplier<DoubleSupplier> operation) throws InterruptedException {
        List<Repeated> done = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Repeated>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(executor.submit(() -> Repeated.run(options, operation.get())));
            }
            for (Future<Repeated> one : running) {
                done.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new CommandFailure("a thread of two failed: " + e.getCause());
        }
        return new SideBySide(done);
    }

    /** The rates of both added up. @param amount what one operation does, in the unit's numerator */
    Measurement measurement(String name, double amount, String unit) {
        double rate = threads.stream().mapToDouble(one -> amount / one.meanSeconds()).sum();
        Histogram all = new Histogram(threads.getFirst().micros());
        threads.forEach(one -> all.add(one.micros()));
        return new Measurement(name, rate, unit, all.getValueAtPercentile(50) / 1e3, all.getValueAtPercentile(99) / 1e3, null, null,
                all.getTotalCount());
    }
}
