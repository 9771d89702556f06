package io.lumenvault.cli.bench;

import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;

/** Times of one operation that was done over and over on one thread. */
record Repeated(Histogram micros, double totalSeconds) {

    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;
    private static final double MICROS = 1e6;

    /** Does it for the time to warm up, and then for the time to measure; at least once each. @param seconds does it, and says how long it took */
    static Repeated run(BenchOptions options, DoubleSupplier seconds) {
        long warm = System.nanoTime() + options.warmUp().toNanos();
        do {
            seconds.getAsDouble();
        } while (System.nanoTime() < warm);
        Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);
        double total = 0;
        long end = System.nanoTime() + options.measured().toNanos();
        do {
            double one = seconds.getAsDouble();
            total += one;
            micros.recordValue(Math.round(one * MICROS));
        } while (System.nanoTime() < end);
        return new Repeated(micros, total);
    }

    double meanSeconds() {
        return totalSeconds / micros.getTotalCount();
    }

    /** @param amount what one operation does, in the unit's numerator */
    Measurement measurement(String name, double amount, String unit) {
        return new Measurement(name, amount / meanSeconds(), unit, micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3, null, null, micros.getTotalCount());
    }
}
