package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Breach;
import io.lumenvault.cli.drill.Ledger.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The volumes of site A become full one after the other while both sites are in use: that of the tables, that of the write-ahead log,
 * that of the server's own files. Each is kept full until that has an effect and some seconds more. The site fails closed, serves again
 * soon after there is space, and nothing acknowledged is lost, given twice or unrecorded. Where PostgreSQL ends for want of space, its
 * supervision starts it again; the drill does nothing about it.
 */
final class DiskFullDrill implements Drill {

    private static final int ROUNDS = 5;
    private static final int TABLES_MIB = 384;
    private static final int LOG_MIB = 512;
    private static final int STATE_MIB = 4;
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration FULL = Duration.ofSeconds(4);
    private static final Duration UNFELT = Duration.ofSeconds(180);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration GIVEN_UP = Duration.ofSeconds(180);
    private static final long PAUSE_MILLIS = 100;

    /** A volume, what shows that its fullness has an effect, and what shows that the effect is over. */
    private record Target(SmallVolume volume, Await.Condition felt, Await.Condition over) {}

    private final Load.Intensity intensity;

    DiskFullDrill() {
        this(Load.Intensity.FULL);
    }

    DiskFullDrill(Load.Intensity intensity) {
        this.intensity = intensity;
    }

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String title() {
        return "volumes of tables, write-ahead log and state full one by one: nothing unaudited leaves, served again within 60 s";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        SmallVolume.detachAll(options.folder());
        try (DrillSites sites = DrillSites.open(options)) {
            Site site = sites.a();
            site.start();
            site.stop();
            Path data = site.database().dataFolder();
            try (SmallVolume tables = SmallVolume.over("tables", data.resolve("base"), TABLES_MIB);
                    SmallVolume log = SmallVolume.over("write-ahead log", data.resolve("pg_wal"), LOG_MIB);
                    SmallVolume state = SmallVolume.over("state", sites.folder(site).resolve("state"), STATE_MIB)) {
                try {
                    sites.startBoth();
                    FullVolumeSigns signs = new FullVolumeSigns(sites);
                    return new Run(options, sites, signs, intensity).run(List.of(
                            new Target(tables, signs::refused, signs::served),
                            new Target(log, signs::refusedInNextSegment, signs::served),
                            new Target(state, signs::headStays, signs::headGoesOn)));
                } finally {
                    // Before its volumes go.
                    site.stop();
                }
            }
        }
    }

    /** One run. */
    private static final class Run {

        private final DrillOptions options;
        private final DrillSites sites;
        private final Site site;
        private final FullVolumeSigns signs;
        private final Ledger ledger = new Ledger();
        private final BlockFeed feed;
        private final Load load;
        private final LedgerChecks checks;
        private final List<String> findings = new ArrayList<>();
        private long slowest;
        private int slow;
        private int unfelt;
        private int ended;
        private long servedWhileFull;

        Run(DrillOptions options, DrillSites sites, FullVolumeSigns signs, Load.Intensity intensity) throws IOException {
            this.options = options;
            this.sites = sites;
            this.site = sites.a();
            this.signs = signs;
            this.feed = new BlockFeed(sites, (at, sequence) -> ledger.accepted(at.id(), sequence));
            this.load = new Load(sites, ledger, feed, intensity);
            this.checks = new LedgerChecks(sites, ledger, feed);
        }

        DrillReport run(List<Target> targets) throws Exception {
            try (load) {
                load.start();
                for (int round = 0; round < options.rounds(); round++) {
                    for (Target target : targets) {
                        fillAndFree(target);
                    }
                }
                load.drain();
                Await.until("keys fetched", () -> ledger.waiting(Direction.A_TO_B).isEmpty() && ledger.waiting(Direction.B_TO_A).isEmpty());
            }
            feed.level();
            checks.everything();
            int damaged = damagedIndexes();
            return DrillReport.of(options.rounds())
                    .some("volumes filled", (long) options.rounds() * targets.size())
                    .some("requests served", load.served())
                    .count("of them while a volume was full, both sites", servedWhileFull)
                    .count("times that PostgreSQL was started again by its supervision", site.database().status().restarts())
                    .count("served again after space came back, slowest (ms)", slowest)
                    .some("objects acknowledged", ledger.objects("A").size() + ledger.objects("B").size())
                    .some("keys fetched", ledger.fetched().size())
                    .some("audit rows held against acknowledgements", checks.rowsCompared())
                    .zero("times that a full volume had no effect", unfelt)
                    .zero("times not served again within 60 s", slow)
                    .zero("servers that ended", ended)
                    .zero("indexes and tables damaged", damaged)
                    .zero("acknowledged objects, keys and blocks lost", ledger.breaches(Breach.LOST))
                    .zero("keys given twice", ledger.breaches(Breach.TWICE))
                    .zero("audit rows missing", ledger.breaches(Breach.UNRECORDED))
                    .findings(findings).findings(ledger.findings()).build();
        }

        private void fillAndFree(Target target) throws Exception {
            signs.shortenLog();
            Thread.sleep(BEFORE);
            long before = load.served();
            if (!keepFull(target.volume(), target.felt(), UNFELT)) {
                unfelt++;
            }
            keepFull(target.volume(), () -> false, FULL);
            servedWhileFull += load.served() - before;
            target.volume().free();
            long begun = System.nanoTime();
            while (!target.over().met() && millisSince(begun) < GIVEN_UP.toMillis()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            long millis = millisSince(begun);
            slowest = Math.max(slowest, millis);
            slow += millis > LIMIT.toMillis() ? 1 : 0;
            ended += site.running() ? 0 : 1;
            options.out().println("  " + target.volume().name() + ": served again after " + millis + " ms");
            load.pause();
            checks.since(site);
            load.resume();
        }

        /** Leaves no space on a volume until the condition is met. @return whether it was met in that time */
        private static boolean keepFull(SmallVolume volume, Await.Condition until, Duration limit) throws Exception {
            long begun = System.nanoTime();
            while (millisSince(begun) < limit.toMillis()) {
                volume.fill();
                if (until.met()) {
                    return true;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return false;
        }

        private static long millisSince(long nanos) {
            return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
        }

        private int damagedIndexes() throws IOException, SQLException {
            DatabaseCheck check = DatabaseCheck.of(site);
            findings.addAll(check.damages());
            options.out().println("  " + check.indexes() + " indexes and " + check.tables() + " tables checked");
            return check.damages().size();
        }
    }
}
