package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Breach;
import io.lumenvault.cli.drill.Ledger.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A site is killed (SIGKILL to server and PostgreSQL) and started again, over and over, while both sites are in use. What was
 * acknowledged is there afterwards, is given out no second time, and has its audit rows.
 */
final class KillDrill implements Drill {

    private static final int ROUNDS = 200;
    private static final Duration UNDER_LOAD = Duration.ofMillis(2000);
    private static final Duration DEAD = Duration.ofMillis(300);
    /** In so many rounds there is one in which callers go on while the site starts; in the others they wait, to save the machine. */
    private static final int LOADED_RESTART = 5;
    private static final int TOLD_EVERY = 10;

    private final Load.Intensity intensity;

    /** The whole drill, at all the load that the machine can make. */
    KillDrill() {
        this(Load.Intensity.FULL);
    }

    KillDrill(Load.Intensity intensity) {
        this.intensity = intensity;
    }

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String title() {
        return "kill -9 of a site and its database under load: nothing acknowledged is lost, given twice or unrecorded";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options).startBoth()) {
            return new Run(options, sites, intensity).run();
        }
    }

    /** One run. */
    private static final class Run {

        private final DrillOptions options;
        private final DrillSites sites;
        private final Ledger ledger = new Ledger();
        private final BlockFeed feed;
        private final Load load;
        private final LedgerChecks checks;
        private final List<Long> readyMillis = new ArrayList<>();
        private long servedUnderLoad;
        private long nanosUnderLoad;

        Run(DrillOptions options, DrillSites sites, Load.Intensity intensity) throws Exception {
            this.options = options;
            this.sites = sites;
            this.feed = new BlockFeed(sites, (site, sequence) -> ledger.accepted(site.id(), sequence));
            this.load = new Load(sites, ledger, feed, intensity);
            this.checks = new LedgerChecks(sites, ledger, feed);
        }

        DrillReport run() throws Exception {
            try (load) {
                load.start();
                for (int round = 0; round < options.rounds() && ledger.findings().isEmpty(); round++) {
                    killAndRestart(round % 2 == 0 ? sites.a() : sites.b(), round % LOADED_RESTART == 0);
                    if ((round + 1) % TOLD_EVERY == 0) {
                        options.out().printf("  %d rounds, %d requests served%n", round + 1, load.served());
                    }
                }
                load.drain();
                Await.until("keys fetched",
                        () -> ledger.waiting(Direction.A_TO_B).isEmpty() && ledger.waiting(Direction.B_TO_A).isEmpty());
            }
            feed.level();
            checks.everything();
            return report();
        }

        private void killAndRestart(Site site, boolean loaded) throws Exception {
            long before = load.served();
            long started = System.nanoTime();
            Thread.sleep(UNDER_LOAD);
            servedUnderLoad += load.served() - before;
            nanosUnderLoad += System.nanoTime() - started;
            site.kill();
            Thread.sleep(DEAD);
            if (!loaded) {
                load.pause();
            }
            long begun = System.nanoTime();
            site.database().start();
            site.startServer();
            readyMillis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            if (loaded) {
                load.pause();
            }
            checks.since(site);
            load.resume();
        }

        private DrillReport report() {
            List<Long> sorted = readyMillis.stream().sorted().toList();
            return DrillReport.of(readyMillis.size())
                    .some("requests served", load.served())
                    .count("requests a second while both sites were up", servedUnderLoad * 1_000_000_000 / Math.max(1, nanosUnderLoad))
                    .count("requests cut off", ledger.uncertain())
                    .count("ready again after a kill, median (ms)", sorted.get(sorted.size() / 2))
                    .count("ready again after a kill, slowest (ms)", sorted.getLast())
                    .some("objects acknowledged", ledger.objects("A").size() + ledger.objects("B").size())
                    .some("blocks acknowledged", ledger.blocks("A").size() + ledger.blocks("B").size())
                    .some("keys drawn", ledger.drawn().size())
                    .some("keys fetched", ledger.fetched().size())
                    .some("audit rows held against acknowledgements", checks.rowsCompared())
                    .zero("acknowledged objects, keys and blocks lost", ledger.breaches(Breach.LOST))
                    .zero("keys given twice", ledger.breaches(Breach.TWICE))
                    .zero("audit rows missing", ledger.breaches(Breach.UNRECORDED))
                    .findings(ledger.findings()).build();
        }
    }
}
