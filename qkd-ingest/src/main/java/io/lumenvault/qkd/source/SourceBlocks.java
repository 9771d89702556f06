package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.Delivery;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.ingest.KeyBlock;
import java.time.Clock;

/** Makes blocks of the key that a foreign module has given. Such a module says nothing of error rate or epsilon: the configuration does. */
final class SourceBlocks {
    private final SourceConfig config;
    private final Delivery delivery;
    private final Clock clock;
    private final EventLog log;
    private long lastNanos = System.nanoTime();

    SourceBlocks(SourceConfig config, Delivery delivery, Clock clock, EventLog log) {
        this.config = config;
        this.delivery = delivery;
        this.clock = clock;
        this.log = log;
    }

    /** Hands a block over for delivery, key and all. */
    synchronized void add(long sequence, byte[] key) {
        long now = System.nanoTime();
        double bits = key.length * (double) Byte.SIZE;
        double rate = bits / Math.max(1e-3, (now - lastNanos) * 1e-9);
        lastNanos = now;
        delivery.state().finished(config.qber(), config.epsilon(), 0, rate, null);
        log.event("block %d: %.0f bits from the module", sequence, bits);
        delivery.add(new KeyBlock(config.link(), config.module(), sequence, key, config.qber(), rate, config.epsilon(),
                clock.instant(), config.kind().text(), null, null));
    }

    /** Counts a block that will never be whole at both ends. */
    void lost(String reason) {
        log.event("block discarded: %s", reason);
        delivery.state().discarded(reason, config.qber(), 0, null);
    }
}
