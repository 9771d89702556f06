package io.lumenvault.server.kmip;

import io.lumenvault.kmip.ttlv.MemoryGrant;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that long messages of all connections share, so that many peers together cannot take the heap. Messages up to
 * {@link #FREE} bytes take none of it: they are served while others hold it all.
 *
 * <p>A message is given its whole length at once or waits for it. If messages took it piece by piece, many honest ones could
 * each hold a part and wait for the rest for ever.
 */
final class MessageMemory {

    /** Longest message that needs no share; nearly every request is shorter. */
    static final int FREE = 16 * 1024;

    private final Semaphore bytes;
    private final Duration patience;

    /**
     * @param bytes what all long messages together may hold, at least the longest message
     * @param patience how long a message waits for its share
     */
    MessageMemory(int bytes, Duration patience) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("memory of " + bytes + " bytes for messages");
        }
        this.bytes = new Semaphore(bytes, true);
        this.patience = patience;
    }

    /** The share of one message, to be closed when the message has been served or given up. */
    Share share() {
        return new Share();
    }

    /** What one message holds; used by one thread. */
    final class Share implements MemoryGrant, AutoCloseable {

        private int held;

        private Share() {}

        @Override
        public void require(int buffer, int message) throws NoMemoryException {
            if (buffer <= FREE || held > 0) {
                return;
            }
            if (!acquire(message)) {
                throw new NoMemoryException("too many long messages are being read; there is no room for one of "
                        + message + " bytes");
            }
            held = message;
        }

        private boolean acquire(int message) {
            try {
                return bytes.tryAcquire(message, patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            bytes.release(held);
            held = 0;
        }
    }
}
