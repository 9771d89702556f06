package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.Ledger.Direction;
import io.lumenvault.cli.drill.Ledger.DrawnKey;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;

/** Masters who draw QKD keys at one site and slaves who fetch them at the other (ETSI GS QKD 014). */
final class SupplyCallers {

    private static final int KEYS_A_REQUEST = 4;
    /** So many keys are left waiting for their slaves, so that there are some at every kill; and no more wait than can be fetched soon. */
    private static final int LEFT_WAITING = 40;
    private static final int MOST_WAITING = 120;
    private static final long POLL_MILLIS = 50;
    private static final int OK = 200;
    private static final int NOT_FOUND = 400;

    private final DrillSites sites;
    private final Ledger ledger;
    private volatile int leftWaiting = LEFT_WAITING;
    private volatile int mostWaiting = MOST_WAITING;

    SupplyCallers(DrillSites sites, Ledger ledger) {
        this.sites = sites;
        this.ledger = ledger;
    }

    /** From now on no key is drawn and none is left waiting. */
    void drain() {
        mostWaiting = -1;
        leftWaiting = 0;
    }

    /** Adds so many who draw and so many who fetch, in each direction. */
    void join(Callers callers, int each) {
        for (Direction direction : Direction.values()) {
            for (int i = 0; i < each; i++) {
                callers.add("draw-" + direction + i, () -> draw(direction));
                callers.add("fetch-" + direction + i, () -> fetch(direction));
            }
        }
    }

    private Callers.Step draw(Direction direction) throws IOException {
        HttpsCaller master = sites.https(site(direction.masterSite), direction.master);
        String path = "/api/v1/keys/" + direction.slave + "/enc_keys?size=256&number=" + KEYS_A_REQUEST;
        return () -> {
            if (ledger.waiting(direction).size() > mostWaiting) {
                return 0;
            }
            try {
                HttpsCaller.Answer answer = master.get(path);
                if (answer.status() != OK) {
                    return 0;
                }
                for (JsonNode key : answer.json().path("keys")) {
                    ledger.drew(new DrawnKey(key.path("key_ID").asText(), key.path("key").asText(), direction));
                }
                return 1;
            } catch (IOException _) {
                return 0;
            }
        };
    }

    private Callers.Step fetch(Direction direction) throws IOException {
        HttpsCaller slave = sites.https(site(direction.slaveSite), direction.slave);
        return () -> {
            if (ledger.waiting(direction).size() <= leftWaiting) {
                return 0;
            }
            DrawnKey key = ledger.waiting(direction).poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return key == null ? 0 : fetch(slave, key);
        };
    }

    private int fetch(HttpsCaller slave, DrawnKey key) throws InterruptedException {
        try {
            // Not by GET, which the client would send again by itself: of two requests we would only see how the second one ended.
            HttpsCaller.Answer answer = slave.postJson("/api/v1/keys/" + key.direction().master + "/dec_keys",
                    "{\"key_IDs\":[{\"key_ID\":\"" + key.identifier() + "\"}]}");
            switch (answer.status()) {
                case OK -> ledger.fetched(key, answer.json().path("keys").path(0).path("key").asText());
                case NOT_FOUND -> ledger.missing(key, answer.text());
                default -> {
                    ledger.notYet(key);
                    return 0;
                }
            }
            return 1;
        } catch (ConnectException _) {
            ledger.notYet(key);
            return 0;
        } catch (IOException _) {
            ledger.uncertain(key);
            return 0;
        }
    }

    private Site site(String id) {
        return id.equals("A") ? sites.a() : sites.b();
    }
}
