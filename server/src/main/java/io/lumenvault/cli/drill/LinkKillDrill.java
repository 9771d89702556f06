package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.QkdLink;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Breach;
import io.lumenvault.cli.drill.Ledger.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module or a key manager of a link that distils is killed at a random moment and started again, over and over. Both ends never give
 * out unequal keys, and no more is lost than the blocks that the killed process had in its hands.
 */
final class LinkKillDrill implements Drill {

    private static final int ROUNDS = 200;
    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 7000;
    private static final int LONGEST_DEAD_MILLIS = 1000;
    private static final int CALLERS = 2;
    private static final long BREATH_MILLIS = 50;
    private static final int TOLD_EVERY = 10;
    /** What a module has in its hands: the blocks that wait for its key manager ('blocks_held'), and the one that it makes. */
    private static final int IN_FLIGHT = 5;
    private static final Pattern DELIVERED = Pattern.compile(" block (\\d+) delivered,");

    /** What is killed. */
    private enum Victim { MODULE_A, MODULE_B, KEY_MANAGER_A, KEY_MANAGER_B }

    @Override
    public String name() {
        return "link-kill";
    }

    @Override
    public String title() {
        return "kill -9 of modules and key managers of a link at random moments: no unequal keys, nothing lost but blocks in flight";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options).startBoth()) {
            return new Run(options, sites).run();
        }
    }

    /** One run. */
    private static final class Run {

        private final DrillOptions options;
        private final DrillSites sites;
        private final QkdLink link;
        private final Ledger ledger = new Ledger();
        private final SupplyCallers supply;
        private final SecureRandom random = new SecureRandom();
        private int kills;
        /** The newest block that either end had at each kill of a module. */
        private final List<Long> newestAtKill = new ArrayList<>();

        Run(DrillOptions options, DrillSites sites) {
            this.options = options;
            this.sites = sites;
            this.link = sites.sites().link();
            this.supply = new SupplyCallers(sites, ledger);
        }

        DrillReport run() throws Exception {
            link.start();
            awaitNewBlock();
            long served;
            try (Callers callers = new Callers(ledger, BREATH_MILLIS)) {
                supply.join(callers, CALLERS);
                for (int round = 0; round < options.rounds() && ledger.findings().isEmpty(); round++) {
                    Thread.sleep(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
                    String failure = sites.sites().firstFailure();
                    if (failure != null) {
                        ledger.trouble(failure);
                    }
                    kill(Victim.values()[random.nextInt(Victim.values().length)]);
                    if ((round + 1) % TOLD_EVERY == 0) {
                        options.out().printf("  %d kills, %d requests served%n", round + 1, callers.served());
                    }
                }
                if (ledger.findings().isEmpty()) {
                    awaitNewBlock();
                }
                supply.drain();
                Await.until("keys fetched",
                        () -> ledger.waiting(Direction.A_TO_B).isEmpty() && ledger.waiting(Direction.B_TO_A).isEmpty());
                served = callers.served();
            }
            link.stop();
            return report(served);
        }

        private void kill(Victim victim) throws Exception {
            kills++;
            if (victim == Victim.MODULE_A || victim == Victim.MODULE_B) {
                newestAtKill.add(Math.max(newest(sites.a()), newest(sites.b())));
            }
            switch (victim) {
                case MODULE_A -> link.killAlice();
                case MODULE_B -> link.killBob();
                case KEY_MANAGER_A -> sites.a().killServer();
                case KEY_MANAGER_B -> sites.b().killServer();
            }
            Thread.sleep(random.nextInt(LONGEST_DEAD_MILLIS));
            switch (victim) {
                case MODULE_A, MODULE_B -> link.start();
                case KEY_MANAGER_A -> sites.a().startServer();
                case KEY_MANAGER_B -> sites.b().startServer();
            }
        }

        /** The link works: a block more than before is at both ends and found equal. */
        private void awaitNewBlock() throws Exception {
            long before = available();
            Await.until("a new block at both ends", () -> available() > before);
        }

        private static long newest(Site site) throws Exception {
            return AuditRows.blockStates(site).keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
        }

        private long available() throws Exception {
            Map<Long, String> a = AuditRows.blockStates(sites.a());
            Map<Long, String> b = AuditRows.blockStates(sites.b());
            return a.keySet().stream().filter(number -> "available".equals(a.get(number)) && "available".equals(b.get(number))).count();
        }

        private DrillReport report(long served) throws Exception {
            Map<Long, String> a = AuditRows.blockStates(sites.a());
            Map<Long, String> b = AuditRows.blockStates(sites.b());
            int different = 0;
            int oneEnd = 0;
            int unexplained = 0;
            Set<Long> numbers = new TreeSet<>(a.keySet());
            numbers.addAll(b.keySet());
            for (long number : numbers) {
                boolean both = a.containsKey(number) && b.containsKey(number);
                oneEnd += both ? 0 : 1;
                unexplained += both || wasInFlight(number) ? 0 : 1;
                if ("discarded".equals(a.get(number)) || "discarded".equals(b.get(number))) {
                    different++;
                }
            }
            return DrillReport.of(kills)
                    .count("of them modules", newestAtKill.size())
                    .count("of them key managers", kills - newestAtKill.size())
                    .some("blocks that both ends have", numbers.size() - oneEnd)
                    .count("blocks that one end alone has", oneEnd)
                    .some("requests served", served)
                    .some("keys drawn", ledger.drawn().size())
                    .some("keys fetched and equal", ledger.fetched().size())
                    .zero("blocks found unequal", different)
                    .zero("blocks at one end alone, in flight at no kill", unexplained)
                    .zero("blocks delivered and gone", gone("alice", a.keySet()) + gone("bob", b.keySet()))
                    .zero("keys lost or unequal", ledger.breaches(Breach.LOST))
                    .zero("keys given twice", ledger.breaches(Breach.TWICE))
                    .findings(ledger.findings()).build();
        }

        /** The killed module had the block in its hands: the newest that a key manager knew then is the first or the last of those. */
        private boolean wasInFlight(long number) {
            return newestAtKill.stream().anyMatch(newest -> Math.abs(number - newest) <= IN_FLIGHT);
        }

        /** Blocks that a module says were taken from it, and that its key manager does not know. */
        private int gone(String module, Set<Long> held) throws IOException {
            Path log = sites.folder().resolve(module).resolve("module.log");
            try (Stream<String> lines = Files.lines(log)) {
                List<Long> missing = lines.map(DELIVERED::matcher).filter(Matcher::find).map(found -> Long.valueOf(found.group(1)))
                        .filter(number -> !held.contains(number)).toList();
                missing.forEach(number -> ledger.trouble("block " + number + " of " + module + " was delivered and is gone"));
                return missing.size();
            }
        }
    }
}
