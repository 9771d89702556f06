package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Parallel;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Breach;
import io.lumenvault.cli.drill.Ledger.Direction;
import io.lumenvault.cli.drill.Ledger.DrawnKey;
import io.lumenvault.cli.drill.Ledger.KmipObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.client.KmipClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Holds the sites, their databases and their audit logs against what they have acknowledged. */
final class LedgerChecks {

    private static final int CONNECTIONS = 16;
    private static final int FETCHED_AGAIN = 100;
    private static final int OK = 200;
    private static final int NOT_FOUND = 400;

    private final DrillSites sites;
    private final Ledger ledger;
    private final BlockFeed feed;
    /** Up to where a site's objects have been compared. */
    private final Map<String, Integer> compared = new HashMap<>();
    private final Map<String, Long> repeated = new HashMap<>();
    private long rowsCompared;

    LedgerChecks(DrillSites sites, Ledger ledger, BlockFeed feed) {
        this.sites = sites;
        this.ledger = ledger;
        this.feed = feed;
    }

    /** Acknowledgements for which the audit rows were counted. */
    long rowsCompared() {
        return rowsCompared;
    }

    /** What a site has acknowledged since the last look. */
    void since(Site site) throws IOException, InterruptedException {
        objectsAreThere(site);
        blocksAreHeld(site);
    }

    /** Everything, when nobody calls any more. */
    void everything() throws Exception {
        for (Site site : sites.both()) {
            since(site);
        }
        blocksAgree();
        noKeyTwice();
        for (Site site : sites.both()) {
            everythingIsAudited(site);
            auditLogIsWhole(site);
        }
        Set<String> lost = new HashSet<>();
        ledger.drawn().forEach(key -> lost.add(key.identifier()));
        lost.removeAll(ledger.fetched());
        if (lost.size() > ledger.uncertain()) {
            ledger.breach(Breach.LOST, lost.size() + " keys were never fetched, " + ledger.uncertain() + " requests cut off");
        }
    }

    /** Over several connections at once, so that the site can commit the records of all together. */
    private void objectsAreThere(Site site) throws IOException {
        int from = compared.getOrDefault(site.id(), 0);
        List<KmipObject> objects = ledger.objectsFrom(site.id(), from);
        Parallel.run(IntStream.range(0, CONNECTIONS).<Parallel.Task>mapToObj(part -> () -> objectsAreThere(site,
                objects.subList(part * objects.size() / CONNECTIONS, (part + 1) * objects.size() / CONNECTIONS))).toArray(Parallel.Task[]::new));
        compared.put(site.id(), from + objects.size());
    }

    private void objectsAreThere(Site site, List<KmipObject> objects) throws IOException {
        try (KmipClient client = sites.kmip(site)) {
            for (KmipObject object : objects) {
                byte[] found = client.get(object.identifier()).keyBlock().material().orElseThrow();
                if (object.material() != null && !Arrays.equals(object.material(), found)) {
                    ledger.breach(Breach.LOST, "object " + object.identifier() + " has changed");
                }
            }
        } catch (KmipException lost) {
            ledger.breach(Breach.LOST, "an acknowledged object at " + site.id() + ": " + lost.getMessage());
        }
    }

    /** A block that was acknowledged is answered as accepted before. One after the other: a module has no more than a few under way. */
    private void blocksAreHeld(Site site) throws InterruptedException {
        List<Long> acknowledged = List.copyOf(ledger.blocks(site.id()).tailSet(repeated.getOrDefault(site.id(), 0L), true));
        for (long sequence : acknowledged) {
            int status = feed.push(site, sequence);
            if (status != OK) {
                ledger.breach(Breach.LOST, "block " + sequence + " pushed again at " + site.id() + " is answered " + status);
            }
        }
        if (!acknowledged.isEmpty()) {
            repeated.put(site.id(), acknowledged.getLast() + 1);
        }
    }

    private void blocksAgree() throws Exception {
        Await.until("blocks compared", () -> {
            Map<Long, String> a = AuditRows.blockStates(sites.a());
            return !a.containsValue("pending") && a.equals(AuditRows.blockStates(sites.b()));
        });
        Map<Long, String> states = AuditRows.blockStates(sites.a());
        states.forEach((sequence, state) -> {
            if (!state.equals("available")) {
                ledger.breach(Breach.LOST, "block " + sequence + " is " + state);
            }
        });
        Set<Long> gone = new HashSet<>(ledger.blocks("A"));
        gone.removeAll(states.keySet());
        gone.forEach(sequence -> ledger.breach(Breach.LOST, "block " + sequence));
    }

    /** Keys that a slave has been given are gone for it, also after all the kills. */
    private void noKeyTwice() throws Exception {
        List<DrawnKey> keys = ledger.drawn().stream().filter(key -> ledger.fetched().contains(key.identifier())).limit(FETCHED_AGAIN).toList();
        for (DrawnKey key : keys) {
            Site site = key.direction() == Direction.A_TO_B ? sites.b() : sites.a();
            try (HttpsCaller slave = sites.https(site, key.direction().slave)) {
                HttpsCaller.Answer answer = slave.get("/api/v1/keys/" + key.direction().master + "/dec_keys?key_ID=" + key.identifier());
                if (answer.status() != NOT_FOUND) {
                    ledger.breach(Breach.TWICE, "the second request for " + key.identifier() + " is answered " + answer.status());
                }
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
        Set<Long> unrecorded = new HashSet<>(ledger.blocks(site.id()));
        rowsCompared += unrecorded.size();
        AuditRows.pushedBlocks(site).forEach(unrecorded::remove);
        unrecorded.forEach(sequence -> ledger.breach(Breach.UNRECORDED, "block " + sequence + " at " + site.id()));
    }

    private void requireRows(Map<String, Map<String, Integer>> rows, String operation, String object, int least, int most) {
        rowsCompared++;
        int found = rows.getOrDefault(operation, Map.of()).getOrDefault(object, 0);
        if (found < least || found > most) {
            ledger.breach(Breach.UNRECORDED, found + " audit rows of " + operation + " for " + object);
        }
    }

    private void auditLogIsWhole(Site site) throws Exception {
        try (HttpsCaller auditor = sites.https(site, "auditor")) {
            HttpsCaller.Answer answer = auditor.get("/console/v1/audit/verify");
            JsonNode report = answer.json();
            if (answer.status() != OK || !report.path("fault").isNull() || report.path("entries").asLong() == 0) {
                ledger.breach(Breach.UNRECORDED, "the audit log of " + site.id() + " is not whole: " + answer.text());
            }
        }
    }
}
