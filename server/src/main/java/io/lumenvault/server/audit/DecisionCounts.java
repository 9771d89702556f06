package io.lumenvault.server.audit;

import java.util.concurrent.atomic.LongAdder;

/** Counts decisions since start, for status and metrics. The log is the record; these are for looking at. */
public final class DecisionCounts {

    private final LongAdder served = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void count(AuditEvent event) {
        switch (event.result()) {
            case SERVED -> served.increment();
            case REFUSED -> refused.increment();
            case FAILED -> failed.increment();
        }
    }

    public long served() {
        return served.sum();
    }

    public long refused() {
        return refused.sum();
    }

    public long failed() {
        return failed.sum();
    }
}
