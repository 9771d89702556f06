package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;

/** All that the two sites serve, asked for by callers of both. */
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

    private static final long BLOCK_MILLIS = 30;

    private final DrillSites sites;
    private final Ledger ledger;
    private final BlockFeed feed;
    private final Intensity intensity;
    private final Callers callers;
    private final SupplyCallers supply;

    Load(DrillSites sites, Ledger ledger, BlockFeed feed, Intensity intensity) {
        this.sites = sites;
        this.ledger = ledger;
        this.feed = feed;
        this.intensity = intensity;
        this.callers = new Callers(ledger, intensity.breathMillis());
        this.supply = new SupplyCallers(sites, ledger);
    }

    void start() {
        callers.add("blocks", () -> this::pushBlocks);
        for (Site site : sites.both()) {
            KmipCallers kmip = new KmipCallers(sites, site, ledger);
            for (int i = 0; i < intensity.callers(); i++) {
                callers.add("register-" + site.id() + i, kmip::register);
                callers.add("create-" + site.id() + i, kmip::create);
                callers.add("get-" + site.id() + i, kmip::get);
            }
        }
        supply.join(callers, 2 * intensity.callers());
    }

    private int pushBlocks() throws InterruptedException {
        feed.pushNext();
        Thread.sleep(BLOCK_MILLIS);
        return 2;
    }

    /** Requests served so far. */
    long served() {
        return callers.served();
    }

    /** The callers send nothing new until {@link #resume}. */
    void pause() throws InterruptedException {
        callers.pause();
    }

    void resume() {
        callers.resume();
    }

    /** From now on no key is drawn and none is left waiting. */
    void drain() {
        supply.drain();
    }

    @Override
    public void close() throws InterruptedException {
        callers.close();
    }
}
