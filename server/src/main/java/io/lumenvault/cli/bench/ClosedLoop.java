package io.lumenvault.cli.bench;

import io.lumenvault.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Runs an operation in closed loops, one for each worker, and counts what is done after a warm-up. */
final class ClosedLoop {

    private static final long HIGHEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1000.0;

    private ClosedLoop() {}

    /** An operation with a state of its own, for example a connection. */
    interface Worker extends AutoCloseable {
        /** Does it once. */
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** What was counted. */
    record Outcome(long samples, double seconds, double p50Millis, double p99Millis) {
        double perSecond() {
            return samples / seconds;
        }
    }

    /** @param maker makes one worker; called {@code workers} times */
    static Outcome run(int workers, Duration warmUp, Duration measured, Callable<Worker> maker) throws Exception {
        List<Worker> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int i = 0; i < workers; i++) {
                all.add(maker.call());
            }
            long start = System.nanoTime() + warmUp.toNanos();
            long end = start + measured.toNanos();
            List<Future<Histogram>> counts = new ArrayList<>();
            for (Worker worker : all) {
                counts.add(threads.submit(() -> loop(worker, start, end)));
            }
            Histogram sum = new Histogram(HIGHEST_MICROS, DIGITS);
            for (Future<Histogram> count : counts) {
                sum.add(count.get());
            }
            return new Outcome(sum.getTotalCount(), measured.toNanos() / 1e9,
                    sum.getValueAtPercentile(50) / MICROS_PER_MILLI, sum.getValueAtPercentile(99) / MICROS_PER_MILLI);
        } catch (ExecutionException failed) {
            throw new CommandFailure("the measured operation failed: " + failed.getCause().getMessage(), failed.getCause());
        } finally {
            for (Worker worker : all) {
                worker.close();
            }
        }
    }

    private static Histogram loop(Worker worker, long start, long end) throws Exception {
        Histogram histogram = new Histogram(HIGHEST_MICROS, DIGITS);
        long before = System.nanoTime();
        while (before < end) {
            worker.once();
            long after = System.nanoTime();
            if (before >= start && after <= end) {
                histogram.recordValue(Math.min(HIGHEST_MICROS, (after - before) / 1000));
            }
            before = after;
        }
        return histogram;
    }
}
