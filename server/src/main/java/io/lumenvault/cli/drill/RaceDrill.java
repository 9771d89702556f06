package io.lumenvault.cli.drill;

import io.lumenvault.cli.drill.HttpsCaller.Answer;
import io.lumenvault.cli.drill.RaceRecord.Drawn;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 64 clients ask for the same thing at the same moment: for the last key of a link, at both of its ends, and for the key with one
 * key_ID. Each time one of them gets it, and no key is ever seen twice.
 */
final class RaceDrill implements Drill {

    private static final int ROUNDS = 100_000;
    private static final int CLIENTS = 64;
    /** Of so many rounds one is for the last key: it takes a block of its own. */
    private static final int LAST_KEY_EVERY = 10;
    /** Races for different key_IDs go on side by side, each with 64 clients of its own, so that the machine has work throughout. */
    private static final int SIDE_BY_SIDE = 3;
    /** The first 32 bytes of a block are never given out; what is left of this one is one key. */
    private static final int ONE_KEY_BLOCK_BYTES = 64;
    private static final int LARGE_BLOCK_BYTES = 512 << 10;
    private static final int DRAWN_AT_ONCE = 64;
    private static final String ENC_AT_A = "/api/v1/keys/sae-b/enc_keys";
    private static final String ENC_AT_B = "/api/v1/keys/sae-a/enc_keys";
    private static final String DEC_AT_B = "/api/v1/keys/sae-a/dec_keys";

    @Override
    public String name() {
        return "race";
    }

    @Override
    public String title() {
        return "64 clients ask at once for the last key of a link, or for one key_ID: each time exactly one gets it";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options).startBoth(); Run run = new Run(options, sites)) {
            return run.race();
        }
    }

    /** One run. */
    private static final class Run implements AutoCloseable {

        private final DrillOptions options;
        private final DrillSites sites;
        private final BlockFeed feed;
        private final BlockStates atA;
        private final BlockStates atB;
        private final RaceRecord record;
        private final SecureRandom random = new SecureRandom();
        private final Deque<Drawn> ready = new ArrayDeque<>();
        private final Set<String> fetched = ConcurrentHashMap.newKeySet();
        private long sequence;

        Run(DrillOptions options, DrillSites sites) throws Exception {
            this.options = options;
            this.sites = sites;
            this.feed = new BlockFeed(sites);
            this.atA = new BlockStates(sites.a());
            this.atB = new BlockStates(sites.b());
            this.record = new RaceRecord(options.out());
        }

        @Override
        public void close() throws Exception {
            atA.close();
            atB.close();
        }

        DrillReport race() throws Exception {
            int lastKeyRounds = Math.max(1, options.rounds() / LAST_KEY_EVERY);
            int identifierRounds = Math.max(1, options.rounds() - lastKeyRounds);
            raceForLastKey(lastKeyRounds);
            raceSideBySide(identifierRounds);
            Map<String, Integer> rows = AuditRows.servedObjects(sites.b()).getOrDefault("Get key with key IDs", Map.of());
            return record.report(DrillReport.of(lastKeyRounds + identifierRounds)
                    .count("clients", CLIENTS)
                    .some("races for the last key of a link", lastKeyRounds)
                    .some("races for one key_ID", identifierRounds), record.unrecorded(rows, fetched));
        }

        private void raceForLastKey(int rounds) throws Exception {
            try (HttpsCaller a = sites.https(sites.a(), "sae-a"); HttpsCaller b = sites.https(sites.b(), "sae-b"); Racers racers = new Racers()) {
                for (int i = 0; i < CLIENTS; i += 2) {
                    racers.add(a, ENC_AT_A);
                    racers.add(b, ENC_AT_B);
                }
                for (int round = 0; round < rounds; round++) {
                    push(ONE_KEY_BLOCK_BYTES);
                    List<Drawn> won = new ArrayList<>();
                    for (Answer answer : racers.race("{\"number\":1,\"size\":256}")) {
                        won.addAll(record.drawn(answer));
                    }
                    record.ended("the last key, block " + (sequence - 1), won.size());
                }
            }
        }

        private void raceSideBySide(int rounds) throws Exception {
            AtomicInteger left = new AtomicInteger(rounds);
            List<Future<Void>> running = new ArrayList<>();
            try (HttpsCaller master = sites.https(sites.a(), "sae-a"); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < SIDE_BY_SIDE; i++) {
                    running.add(threads.submit(() -> {
                        raceForIdentifiers(left, master);
                        return null;
                    }));
                }
                for (Future<Void> races : running) {
                    races.get();
                }
            }
        }

        private void raceForIdentifiers(AtomicInteger left, HttpsCaller master) throws Exception {
            try (HttpsCaller slave = sites.https(sites.b(), "sae-b"); Racers racers = new Racers()) {
                for (int i = 0; i < CLIENTS; i++) {
                    racers.add(slave, DEC_AT_B);
                }
                while (left.getAndDecrement() > 0) {
                    Drawn key = next(master);
                    int winners = 0;
                    for (Answer answer : racers.race("{\"key_IDs\":[{\"key_ID\":\"" + key.identifier() + "\"}]}")) {
                        winners += record.fetched(answer, key) ? 1 : 0;
                    }
                    fetched.add(key.identifier());
                    record.ended("key_ID " + key.identifier(), winners);
                }
            }
        }

        /** A key that its master has and no slave. */
        private synchronized Drawn next(HttpsCaller master) throws Exception {
            while (ready.isEmpty()) {
                List<Drawn> drawn = record.drawn(master.postJson(ENC_AT_A, "{\"number\":" + DRAWN_AT_ONCE + ",\"size\":256}"));
                if (drawn.isEmpty()) {
                    push(LARGE_BLOCK_BYTES);
                }
                ready.addAll(drawn);
            }
            return ready.poll();
        }

        private void push(int bytes) throws Exception {
            byte[] content = new byte[bytes];
            random.nextBytes(content);
            long number = sequence++;
            for (var site : sites.both()) {
                Await.until("block " + number + " is taken", () -> feed.push(site, number, content) / 100 == 2);
            }
            Await.closely("block " + number + " is available", () -> atA.available(number) && atB.available(number));
        }
    }
}
