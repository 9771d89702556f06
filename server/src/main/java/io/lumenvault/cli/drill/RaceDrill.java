package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.drill.HttpsCaller.Answer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 64 clients ask for the same thing at the same moment: for the last key of a link, at both of its ends, and for the key with one
 * key_ID. Each time one of them gets it, and no key is ever seen twice.
 */
final class RaceDrill implements Drill {

    private static final int ROUNDS = 100_000;
    private static final int CLIENTS = 64;
    /** Of so many rounds one is for the last key: it takes a block of its own. */
    private static final int LAST_KEY_EVERY = 10;
    /** The first 32 bytes of a block are never given out; what is left of this one is one key. */
    private static final int ONE_KEY_BLOCK_BYTES = 64;
    private static final int LARGE_BLOCK_BYTES = 512 << 10;
    private static final int DRAWN_AT_ONCE = 64;
    private static final int TOLD_EVERY = 1000;
    private static final int OK = 200;
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
        try (DrillSites sites = DrillSites.open(options).startBoth()) {
            return new Run(options, sites).run();
        }
    }

    /** A key as it was given to its master. */
    private record Drawn(String identifier, String value) {}

    /** One run. */
    private static final class Run {

        private final DrillOptions options;
        private final DrillSites sites;
        private final BlockFeed feed;
        private final BlockStates atA;
        private final BlockStates atB;
        private final SecureRandom random = new SecureRandom();
        private final Set<String> values = new HashSet<>();
        private final Set<String> identifiers = new HashSet<>();
        private final Set<String> fetched = new HashSet<>();
        private final Map<Integer, Integer> losers = new HashMap<>();
        private final List<String> findings = new ArrayList<>();
        private long sequence;
        private int noWinner;
        private int moreWinners;
        private int givenTwice;

        Run(DrillOptions options, DrillSites sites) throws Exception {
            this.options = options;
            this.sites = sites;
            this.feed = new BlockFeed(sites);
            this.atA = new BlockStates(sites.a());
            this.atB = new BlockStates(sites.b());
        }

        DrillReport run() throws Exception {
            try (atA; atB) {
                return race();
            }
        }

        private DrillReport race() throws Exception {
            int lastKeyRounds = Math.max(1, options.rounds() / LAST_KEY_EVERY);
            int identifierRounds = Math.max(1, options.rounds() - lastKeyRounds);
            raceForLastKey(lastKeyRounds);
            raceForIdentifier(identifierRounds);
            int unrecorded = unrecorded();
            int answered = losers.values().stream().mapToInt(Integer::intValue).sum();
            int unclear = answered - losers.getOrDefault(400, 0) - losers.getOrDefault(503, 0);
            return DrillReport.of(lastKeyRounds + identifierRounds)
                    .count("clients", CLIENTS)
                    .some("races for the last key of a link", lastKeyRounds)
                    .some("races for one key_ID", identifierRounds)
                    .some("requests refused", answered)
                    .zero("requests answered neither with the key nor with a refusal", unclear)
                    .zero("races that nobody won", noWinner)
                    .zero("races with more than one winner", moreWinners)
                    .zero("keys given twice", givenTwice)
                    .zero("audit rows of winners missing, or one too many", unrecorded)
                    .findings(findings).build();
        }

        private void raceForLastKey(int rounds) throws Exception {
            try (Racers racers = new Racers()) {
                for (int i = 0; i < CLIENTS; i++) {
                    racers.add(i % 2 == 0 ? sites.https(sites.a(), "sae-a") : sites.https(sites.b(), "sae-b"), i % 2 == 0 ? ENC_AT_A : ENC_AT_B);
                }
                for (int round = 0; round < rounds; round++) {
                    push(ONE_KEY_BLOCK_BYTES);
                    List<Drawn> won = new ArrayList<>();
                    for (Answer answer : racers.race("{\"number\":1,\"size\":256}")) {
                        won.addAll(drawn(answer));
                    }
                    judge("the last key, block " + (sequence - 1), won.size());
                    tell(round + 1);
                }
            }
        }

        private void raceForIdentifier(int rounds) throws Exception {
            Deque<Drawn> ready = new ArrayDeque<>();
            try (Racers racers = new Racers(); HttpsCaller master = sites.https(sites.a(), "sae-a")) {
                for (int i = 0; i < CLIENTS; i++) {
                    racers.add(sites.https(sites.b(), "sae-b"), DEC_AT_B);
                }
                for (int round = 0; round < rounds; round++) {
                    while (ready.isEmpty()) {
                        ready.addAll(draw(master));
                    }
                    Drawn key = ready.poll();
                    int winners = 0;
                    for (Answer answer : racers.race("{\"key_IDs\":[{\"key_ID\":\"" + key.identifier() + "\"}]}")) {
                        winners += won(answer, key) ? 1 : 0;
                    }
                    judge("key_ID " + key.identifier(), winners);
                    fetched.add(key.identifier());
                    tell(round + 1);
                }
            }
        }

        private List<Drawn> draw(HttpsCaller master) throws Exception {
            Answer answer = master.postJson(ENC_AT_A, "{\"number\":" + DRAWN_AT_ONCE + ",\"size\":256}");
            if (answer.status() != OK) {
                push(LARGE_BLOCK_BYTES);
                return List.of();
            }
            return drawn(answer);
        }

        /** The keys of an answer, none for a refusal. A key that was seen before was given twice. */
        private List<Drawn> drawn(Answer answer) throws IOException {
            List<Drawn> keys = new ArrayList<>();
            if (answer.status() != OK) {
                losers.merge(answer.status(), 1, Integer::sum);
                return keys;
            }
            for (JsonNode key : answer.json().path("keys")) {
                Drawn drawn = new Drawn(key.path("key_ID").asText(), key.path("key").asText());
                if (!values.add(drawn.value()) || !identifiers.add(drawn.identifier())) {
                    givenTwice++;
                    findings.add("key " + drawn.identifier() + " was given to a second master");
                }
                keys.add(drawn);
            }
            return keys;
        }

        private boolean won(Answer answer, Drawn key) throws IOException {
            if (answer.status() != OK) {
                losers.merge(answer.status(), 1, Integer::sum);
                return false;
            }
            if (!answer.json().path("keys").path(0).path("key").asText().equals(key.value())) {
                findings.add("key " + key.identifier() + " differs between its master and its slave");
            }
            return true;
        }

        private void judge(String what, int winners) {
            if (winners == 0) {
                noWinner++;
                findings.add(what + ": nobody got it");
            } else if (winners > 1) {
                moreWinners++;
                givenTwice += winners - 1;
                findings.add(what + ": " + winners + " got it");
            }
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

        private int unrecorded() throws Exception {
            Map<String, Integer> rows = AuditRows.servedObjects(sites.b()).getOrDefault("Get key with key IDs", Map.of());
            int wrong = 0;
            for (String identifier : fetched) {
                if (rows.getOrDefault(identifier, 0) != 1) {
                    wrong++;
                    findings.add(rows.getOrDefault(identifier, 0) + " audit rows for the slave's key " + identifier);
                }
            }
            return wrong;
        }

        private void tell(int round) {
            if (round % TOLD_EVERY == 0) {
                options.out().println("  " + round + " races");
            }
        }
    }
}
