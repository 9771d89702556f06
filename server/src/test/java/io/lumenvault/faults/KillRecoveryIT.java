package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.faults.Ledger.Direction;
import io.lumenvault.faults.Ledger.DrawnKey;
import io.lumenvault.faults.Ledger.KmipObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.client.KmipClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A site is killed (SIGKILL to server and PostgreSQL) and started again, over and over, while both sites are in use. What was
 * acknowledged is there afterwards, is given out no second time, and has its audit rows.
 */
class KillRecoveryIT {

    /** The suite's short form; the whole drill is {@code -Dlumenvault.kill.rounds=20}. */
    private static final int ROUNDS = Integer.getInteger("lumenvault.kill.rounds", 4);
    private static final Duration UNDER_LOAD = Duration.ofMillis(2000);
    private static final Duration DEAD = Duration.ofMillis(300);
    private static final Duration SETTLED_LIMIT = Duration.ofSeconds(60);
    /** In so many rounds there is one in which callers go on while the site starts; in the others they wait, to save the machine. */
    private static final int LOADED_RESTART = 5;
    private static final int FETCHED_AGAIN = 100;
    private static final int OK = 200;
    private static final int NOT_FOUND = 400;

    private final Ledger ledger = new Ledger();
    private final List<Long> restartMillis = new ArrayList<>();
    /** Up to where a site's objects have been compared. */
    private final Map<String, Integer> compared = new HashMap<>();
    private final Map<String, Long> repeated = new HashMap<>();

    @Test
    void siteKilledUnderLoad_losesNothingAcknowledged_andGivesNothingTwice() throws Exception {
        try (RunningSites sites = RunningSites.create("kill-recovery").startBoth()) {
            BlockFeed feed = new BlockFeed(sites);
            Load load = new Load(sites, ledger, feed);
            try (load) {
                load.start();
                for (int round = 0; round < ROUNDS; round++) {
                    killAndRestart(sites, round % 2 == 0 ? sites.a() : sites.b(), feed, load, round % LOADED_RESTART == 0);
                }
                load.drain();
                await("keys fetched", () -> ledger.waiting(Direction.A_TO_B).isEmpty() && ledger.waiting(Direction.B_TO_A).isEmpty());
            }
            feed.level(ledger);
            System.out.printf("kill recovery: %d rounds, restart %d to %d ms (median %d), %d requests, %d + %d objects, %d keys drawn, %d fetched, "
                    + "%d cut off, %d + %d blocks%n", ROUNDS, Collections.min(restartMillis), Collections.max(restartMillis), median(),
                    load.attempts(), ledger.objects("A").size(), ledger.objects("B").size(), ledger.drawn().size(), ledger.fetched().size(),
                    ledger.uncertain(), ledger.blocks("A").size(), ledger.blocks("B").size());
            whole(sites, feed);
        }
    }

    private long median() {
        return restartMillis.stream().sorted().toList().get(restartMillis.size() / 2);
    }

    private void killAndRestart(RunningSites sites, Site site, BlockFeed feed, Load load, boolean loaded) throws Exception {
        Thread.sleep(UNDER_LOAD);
        site.kill();
        Thread.sleep(DEAD);
        if (!loaded) {
            load.pause();
        }
        long begun = System.nanoTime();
        site.database().start();
        site.startServer();
        restartMillis.add((System.nanoTime() - begun) / 1_000_000);
        if (loaded) {
            load.pause();
        }
        objectsAreThere(sites, site);
        blocksAreHeld(site, feed);
        assertEquals(List.of(), ledger.violations());
        load.resume();
    }

    /** Every object acknowledged since the last look. */
    private void objectsAreThere(RunningSites sites, Site site) throws IOException {
        List<KmipObject> objects = ledger.objects(site.id());
        int from = compared.getOrDefault(site.id(), 0);
        try (KmipClient client = sites.kmip(site)) {
            for (KmipObject object : objects.subList(from, objects.size())) {
                byte[] found = client.get(object.identifier()).keyBlock().material().orElseThrow();
                if (object.material() != null && !Arrays.equals(object.material(), found)) {
                    ledger.violation("object " + object.identifier() + " has changed");
                }
            }
        } catch (KmipException lost) {
            ledger.violation("an acknowledged object is lost at " + site.id() + ": " + lost.getMessage());
        }
        compared.put(site.id(), objects.size());
    }

    /** Every block acknowledged since the last look is answered as accepted before. */
    private void blocksAreHeld(Site site, BlockFeed feed) throws InterruptedException {
        List<Long> acknowledged = List.copyOf(ledger.blocks(site.id()).tailSet(repeated.getOrDefault(site.id(), 0L), true));
        for (long sequence : acknowledged) {
            int status = feed.push(site, sequence);
            if (status != OK) {
                ledger.violation("block " + sequence + " pushed again at " + site.id() + " is answered " + status);
            }
        }
        if (!acknowledged.isEmpty()) {
            repeated.put(site.id(), acknowledged.getLast() + 1);
        }
    }

    private void whole(RunningSites sites, BlockFeed feed) throws Exception {
        for (Site site : sites.both()) {
            objectsAreThere(sites, site);
            blocksAreHeld(site, feed);
        }
        blocksAgree(sites);
        noKeyTwice(sites);
        for (Site site : sites.both()) {
            everythingIsAudited(site);
            auditLogIsWhole(sites, site);
        }
        assertEquals(List.of(), ledger.violations());
        Set<String> lost = new HashSet<>();
        ledger.drawn().forEach(key -> lost.add(key.identifier()));
        lost.removeAll(ledger.fetched());
        assertTrue(lost.size() <= ledger.uncertain(), () -> lost.size() + " keys were never fetched, " + ledger.uncertain() + " requests cut off");
        assertTrue(ledger.fetched().size() > 10 * ROUNDS && ledger.objects("A").size() > 5 * ROUNDS && ledger.blocks("A").size() > 2 * ROUNDS, "there was load");
    }

    private void blocksAgree(RunningSites sites) throws Exception {
        await("blocks compared", () -> {
            Map<Long, String> a = AuditRows.blockStates(sites.a());
            return !a.containsValue("pending") && a.equals(AuditRows.blockStates(sites.b()));
        });
        assertEquals(Set.of("available"), new HashSet<>(AuditRows.blockStates(sites.a()).values()));
        assertTrue(AuditRows.blockStates(sites.a()).keySet().containsAll(ledger.blocks("A")));
    }

    /** Keys that a slave has been given are gone for it, also after all the kills. */
    private void noKeyTwice(RunningSites sites) throws Exception {
        List<DrawnKey> keys = ledger.drawn().stream().filter(key -> ledger.fetched().contains(key.identifier())).limit(FETCHED_AGAIN).toList();
        for (DrawnKey key : keys) {
            Site site = key.direction() == Direction.A_TO_B ? sites.b() : sites.a();
            try (HttpsCaller slave = sites.https(site, key.direction().slave)) {
                HttpsCaller.Answer answer = slave.get("/api/v1/keys/" + key.direction().master + "/dec_keys?key_ID=" + key.identifier());
                assertEquals(NOT_FOUND, answer.status(), () -> "the second request for " + key.identifier());
            }
        }
    }

    private void everythingIsAudited(Site site) throws Exception {
        Map<String, Map<String, Integer>> rows = AuditRows.servedObjects(site);
        for (KmipObject object : ledger.objects(site.id())) {
            requireRows(rows, object.operation(), object.identifier(), 1, 1);
            if (object.material() != null && object.operation().equals("Create")) {
                requireRows(rows, "Get", object.identifier(), 1, Integer.MAX_VALUE);
            }
        }
        for (DrawnKey key : ledger.drawn()) {
            if (key.direction().masterSite.equals(site.id())) {
                requireRows(rows, "Get key", key.identifier(), 1, 1);
            } else {
                requireRows(rows, "Get key with key IDs", key.identifier(), ledger.fetched().contains(key.identifier()) ? 1 : 0, 1);
            }
        }
        Set<Long> pushed = new HashSet<>(AuditRows.pushedBlocks(site));
        Set<Long> unrecorded = new HashSet<>(ledger.blocks(site.id()));
        unrecorded.removeAll(pushed);
        assertEquals(Set.of(), unrecorded, "blocks without an audit row at " + site.id());
    }

    private void requireRows(Map<String, Map<String, Integer>> rows, String operation, String object, int least, int most) {
        int found = rows.getOrDefault(operation, Map.of()).getOrDefault(object, 0);
        if (found < least || found > most) {
            ledger.violation(found + " audit rows of " + operation + " for " + object);
        }
    }

    private static void auditLogIsWhole(RunningSites sites, Site site) throws Exception {
        try (HttpsCaller auditor = sites.https(site, "auditor")) {
            HttpsCaller.Answer answer = auditor.get("/console/v1/audit/verify");
            assertEquals(OK, answer.status(), answer::text);
            JsonNode report = answer.json();
            assertTrue(report.path("fault").isNull(), answer::text);
            assertTrue(report.path("entries").asLong() > 0, answer::text);
        }
    }

    interface Condition {
        boolean met() throws Exception;
    }

    static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + SETTLED_LIMIT.toNanos();
        while (!condition.met()) {
            assertTrue(System.nanoTime() < deadline, what + " within " + SETTLED_LIMIT);
            Thread.sleep(100);
        }
    }
}
