package io.lumenvault.server.qkd;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One link's thread for comparing blocks: new ones at once, all that is pending from time to time. */
final class ComparisonWorker implements Runnable {

    private static final Logger LOG = Logger.getLogger(ComparisonWorker.class);
    private static final long INTERVAL_SECONDS = 2;
    private static final int MOST_AT_ONCE = 256;

    private final LinkedBlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
    private final Consumer<Collection<Long>> some;
    private final Runnable all;
    private volatile boolean stopped;
    private boolean failing;

    private ComparisonWorker(Consumer<Collection<Long>> some, Runnable all) {
        this.some = some;
        this.all = all;
    }

    /**
     * @param some compares the blocks with these numbers
     * @param all compares everything that is pending
     */
    static ComparisonWorker start(String link, Consumer<Collection<Long>> some, Runnable all) {
        ComparisonWorker worker = new ComparisonWorker(some, all);
        Thread.ofVirtual().name("compare-" + link).start(worker);
        return worker;
    }

    void add(long sequence) {
        arrivals.add(sequence);
    }

    void stop() {
        stopped = true;
        arrivals.add(-1L);
    }

    @Override
    public void run() {
        long nextSweep = System.nanoTime();
        while (!stopped) {
            boolean sweep = System.nanoTime() - nextSweep >= 0;
            Set<Long> arrived = sweep ? Set.of() : await();
            if (sweep) {
                nextSweep = System.nanoTime() + TimeUnit.SECONDS.toNanos(INTERVAL_SECONDS);
            }
            if (sweep || !arrived.isEmpty()) {
                attempt(sweep ? all : () -> some.accept(arrived));
            }
        }
    }

    private Set<Long> await() {
        Set<Long> arrived = new TreeSet<>();
        try {
            Long first = arrivals.poll(INTERVAL_SECONDS, TimeUnit.SECONDS);
            if (first != null && !stopped) {
                arrived.add(first);
                arrivals.drainTo(arrived, MOST_AT_ONCE);
            }
        } catch (InterruptedException interrupted) {
            stopped = true;
        }
        return arrived;
    }

    /** A failure is not lost: what is pending stays so, and the next sweep asks again. Said once, until it works again. */
    private void attempt(Runnable comparison) {
        try {
            comparison.run();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing && !stopped) {
                LOG.warnf("blocks cannot be compared now: %s", failure.getMessage());
            }
            failing = true;
        }
    }
}
