package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Callers of both sites who never tire: what fails because a site is gone, they try again a little later. */
final class Load implements AutoCloseable {

    /**
     * How much there is to do.
     *
     * @param callers of each kind at each site
     * @param breathMillis between two requests of one caller, so that a site that starts gets its share of a small machine
     */
    record Intensity(int callers, long breathMillis) {

        /** Of the suite: the machine has other things to do. */
        static final Intensity LIGHT = new Intensity(1, 15);
        /** As much as the machine can. */
        static final Intensity FULL = new Intensity(4, 0);
    }

    /** One request of a caller. */
    interface Step {
        /** @return how many requests were served, 0 when it had to be given up or there was nothing to ask */
        int once() throws IOException, InterruptedException;
    }

    /** A caller with a connection of its own. */
    interface Caller {
        Step step() throws IOException;
    }

    private static final long PAUSE_MILLIS = 50;
    private static final long BLOCK_MILLIS = 30;

    private final DrillSites sites;
    private final Ledger ledger;
    private final BlockFeed feed;
    private final Intensity intensity;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong served = new AtomicLong();
    /** Held while the callers rest. */
    private final Semaphore resting = new Semaphore(1);
    private final SupplyCallers supply;
    private volatile boolean stopped;

    Load(DrillSites sites, Ledger ledger, BlockFeed feed, Intensity intensity) {
        this.sites = sites;
        this.ledger = ledger;
        this.feed = feed;
        this.intensity = intensity;
        this.supply = new SupplyCallers(sites, ledger);
    }

    void start() {
        run("blocks", () -> this::pushBlocks);
        for (Site site : sites.both()) {
            KmipCallers kmip = new KmipCallers(sites, site, ledger);
            for (int i = 0; i < intensity.callers(); i++) {
                run("register-" + site.id() + i, kmip::register);
                run("create-" + site.id() + i, kmip::create);
                run("get-" + site.id() + i, kmip::get);
            }
        }
        for (Direction direction : Direction.values()) {
            for (int i = 0; i < 2 * intensity.callers(); i++) {
                run("draw-" + direction + i, () -> supply.draw(direction));
                run("fetch-" + direction + i, () -> supply.fetch(direction));
            }
        }
    }

    private void run(String name, Caller caller) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                Step step = caller.step();
                while (!stopped) {
                    resting.acquire();
                    resting.release();
                    int done = step.once();
                    served.addAndGet(done);
                    Thread.sleep(done > 0 ? intensity.breathMillis() : PAUSE_MILLIS);
                }
            } catch (InterruptedException _) {
                return;
            } catch (IOException | RuntimeException failure) {
                ledger.trouble(name + " ended: " + failure);
            }
        }));
    }

    private int pushBlocks() throws InterruptedException {
        feed.pushNext();
        Thread.sleep(BLOCK_MILLIS);
        return 2;
    }

    /** Requests served so far. */
    long served() {
        return served.get();
    }

    /** The callers send nothing new until {@link #resume}. */
    void pause() throws InterruptedException {
        resting.acquire();
    }

    void resume() {
        resting.release();
    }

    /** From now on no key is drawn and none is left waiting. */
    void drain() {
        supply.drain();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        resting.release();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
