package io.lumenvault.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What the disk does alone: blocks are written over a file that exists, and forced, at a pace. What is late counts from when it was due, so a
 * disk that stands still for a moment shows as it does for those who wait for a commit.
 */
final class DurableWrites {

    /** As large and as often as the write-ahead log of a group of 20 audit entries, at 10,000 entries a second. */
    private static final int BLOCK_BYTES = 24 << 10;
    private static final Duration EVERY = Duration.ofMillis(2);
    private static final int BLOCKS = 2048;
    private static final long HIGHEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 3;
    private static final double NANOS_A_MILLI = 1e6;

    private DurableWrites() {}

    /** @param folder on the disk that is asked about; nothing is left in it */
    static Measurement measure(String name, Path folder, Duration measured) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("durable-writes"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int block = 0; block < BLOCKS; block++) {
                write(file, block);
            }
            file.force(true);
            Histogram latencies = new Histogram(HIGHEST_NANOS, DIGITS);
            long writes = measured.dividedBy(EVERY);
            long begin = System.nanoTime();
            for (long number = 0; number < writes; number++) {
                long due = begin + number * EVERY.toNanos();
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                write(file, number);
                file.force(false);
                latencies.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - due));
            }
            double p50 = latencies.getValueAtPercentile(50) / NANOS_A_MILLI;
            double p99 = latencies.getValueAtPercentile(99) / NANOS_A_MILLI;
            return new Measurement(name, p99, "ms", p50, p99, null, null, writes);
        }
    }

    private static void write(FileChannel file, long number) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        long position = number % BLOCKS * BLOCK_BYTES;
        while (block.hasRemaining()) {
            file.write(block, position + block.position());
        }
    }
}
