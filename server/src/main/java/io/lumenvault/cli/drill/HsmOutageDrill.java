package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.drill.Ledger.Breach;
import io.lumenvault.cli.drill.Ledger.Direction;
import io.lumenvault.cli.site.P11KitServer;
import java.time.Duration;

/**
 * The HSM of a site goes away under load and comes back, over and over: SoftHSM2 in a process of its own, which is killed, or in
 * some rounds stopped. The site's server lives on: it refuses at once what needs the HSM, and serves again when that is back.
 */
final class HsmOutageDrill implements Drill {

    private static final int ROUNDS = 20;
    private static final Duration UNDER_LOAD = Duration.ofMillis(1500);
    private static final Duration AWAY = Duration.ofMillis(1500);
    /** In so many rounds there is one in which the process of the HSM stops instead of dying. */
    private static final int HALTED = 5;
    static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 2;
    private static final int TOLD_EVERY = 5;

    private static final int OPERATIONS_AFTERWARDS = 10_000;

    private final Load.Intensity intensity;
    private final int afterwards;
    private final int patience;

    /** The whole drill, at all the load that the machine can make. */
    HsmOutageDrill() {
        this(Load.Intensity.FULL, OPERATIONS_AFTERWARDS, 1);
    }

    /**
     * @param afterwards operations after the last outage, in which a handle that died would show
     * @param patience how many times the limits of time are allowed, on a machine that has much else to do
     */
    HsmOutageDrill(Load.Intensity intensity, int afterwards, int patience) {
        this.intensity = intensity;
        this.afterwards = afterwards;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "hsm-outage";
    }

    @Override
    public String title() {
        return "kill -9 of a site's HSM under load: refused at once, served again within 5 s of its return, no restart";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options)) {
            sites.a().makeToken();
            try (P11KitServer hsm = new P11KitServer(SoftHsm.library(), sites.a().hsmEnvironment(), options.folder().resolve("p11-kit.log"))) {
                hsm.start();
                sites.a().setting("hsm.library", P11KitServer.client().toString());
                sites.a().setting("hsm.p11-kit-address", hsm.address());
                sites.a().setting("hsm.deadline-millis", Long.toString(DEADLINE.toMillis()));
                return new Run(options, sites.startBoth(), hsm, intensity, patience).run(afterwards);
            }
        }
    }

    /** One run. */
    private static final class Run {

        private final DrillOptions options;
        private final DrillSites sites;
        private final P11KitServer hsm;
        private final Ledger ledger = new Ledger();
        private final BlockFeed feed;
        private final Load load;
        private final LedgerChecks checks;
        private final HsmProbes probes;
        private final HsmOutageFigures figures = new HsmOutageFigures();
        private final int patience;

        Run(DrillOptions options, DrillSites sites, P11KitServer hsm, Load.Intensity intensity, int patience) throws Exception {
            this.options = options;
            this.patience = patience;
            this.sites = sites;
            this.hsm = hsm;
            this.feed = new BlockFeed(sites, (site, sequence) -> ledger.accepted(site.id(), sequence));
            this.load = new Load(sites, ledger, feed, intensity);
            this.checks = new LedgerChecks(sites, ledger, feed);
            this.probes = new HsmProbes(sites);
        }

        DrillReport run(int afterwards) throws Exception {
            long server = sites.a().pid();
            try (load; probes; HttpsCaller officer = sites.https(sites.a(), "officer")) {
                load.start();
                probes.start();
                for (int round = 1; round <= options.rounds(); round++) {
                    outage(officer, round % HALTED == 0);
                    if (round % TOLD_EVERY == 0) {
                        options.out().printf("  %d rounds, %d requests served%n", round, load.served());
                    }
                }
                load.drain();
                Await.until("keys fetched", () -> ledger.waiting(Direction.A_TO_B).isEmpty() && ledger.waiting(Direction.B_TO_A).isEmpty());
            }
            figures.afterwards(probes.get(), afterwards);
            feed.level();
            checks.everything();
            boolean lives = sites.a().running() && sites.a().pid() == server;
            return figures.report(options.rounds(), load.served(), patience)
                    .zero("server processes that ended", lives ? 0 : 1)
                    .some("audit rows held against acknowledgements", checks.rowsCompared())
                    .zero("acknowledged objects, keys and blocks lost", ledger.breaches(Breach.LOST))
                    .zero("keys given twice", ledger.breaches(Breach.TWICE))
                    .zero("audit rows missing", ledger.breaches(Breach.UNRECORDED))
                    .findings(ledger.findings()).build();
        }

        private void outage(HttpsCaller officer, boolean halted) throws Exception {
            Thread.sleep(UNDER_LOAD);
            figures.up(probes.take());
            if (halted) {
                hsm.halt();
            } else {
                hsm.kill();
            }
            long gone = System.nanoTime();
            Await.until("health says that the HSM is away", () -> !ready(officer));
            figures.noticed(System.nanoTime() - gone);
            Thread.sleep(AWAY);
            long returning = System.nanoTime();
            if (halted) {
                hsm.goOn();
            } else {
                hsm.start();
            }
            long back = System.nanoTime();
            while (!probes.servedAfter(back) && System.nanoTime() - back < Duration.ofMinutes(1).toNanos()) {
                Thread.sleep(POLL_MILLIS);
            }
            figures.returned(System.nanoTime() - back);
            Await.until("health says that the HSM is there", () -> ready(officer));
            figures.away(probes.take(), gone, returning);
        }

        private static boolean ready(HttpsCaller officer) throws Exception {
            return officer.get("/q/health/ready").status() == 200;
        }
    }
}
