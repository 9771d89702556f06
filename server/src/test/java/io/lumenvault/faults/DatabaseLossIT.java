package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.BlockFeed;
import io.lumenvault.cli.drill.CanaryFlows;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under a running server, which says so and serves again when it is back. */
class DatabaseLossIT {

    /** The longest wait for a connection is 5 s, for an answer 20 s; a lost one is noticed at once. */
    private static final Duration ANSWERED = Duration.ofSeconds(10);
    private static final Duration SERVED_AGAIN = Duration.ofSeconds(15);
    private static final int ROUNDS = 2;
    private static final byte[] KEY = new byte[32];

    @Test
    void databaseKilledAndStarted_isAnsweredAsUnavailable_andThenServedAgain() throws Exception {
        try (RunningSites sites = RunningSites.create("database-loss").startBoth();
                HttpsCaller sae = sites.https(sites.a(), "sae-a"); HttpsCaller module = sites.https(sites.a(), "alice");
                HttpsCaller auditor = sites.https(sites.a(), "auditor"); KmipClient kmip = sites.kmip(sites.a())) {
            Site site = sites.a();
            long pid = site.pid();
            BlockFeed feed = new BlockFeed(sites);
            feed.pushNext();
            String kept = kmip.register(CanaryFlows.key(KEY), CanaryFlows.usage());
            for (int round = 0; round < ROUNDS; round++) {
                int port = site.database().port();
                site.database().kill();
                for (int i = 0; i < 2; i++) {
                    within(() -> assertUnavailable(sae.get("/api/v1/keys/sae-b/enc_keys")));
                    within(() -> assertUnavailable(sae.get("/api/v1/keys/sae-b/dec_keys?key_ID=00000000-0000-4000-8000-000000000000")));
                    within(() -> assertUnavailable(auditor.get("/console/v1/audit")));
                    within(() -> assertEquals(503, feed.push(site, 0)));
                    within(() -> assertGeneralFailure(() -> kmip.get(kept)));
                    within(() -> assertGeneralFailure(() -> kmip.register(CanaryFlows.key(KEY), CanaryFlows.usage())));
                    within(() -> assertEquals(503, auditor.get("/q/health/ready").status()));
                }
                site.database().preferPort(port).start();
                assertEquals(port, site.database().port());
                long back = System.nanoTime();
                Await.until("served again", () -> served(sae, auditor, kmip, kept));
                Duration taken = Duration.ofNanos(System.nanoTime() - back);
                assertTrue(taken.compareTo(SERVED_AGAIN) < 0, () -> "served again after " + taken);
                assertEquals(200, feed.push(site, 0));
                assertEquals(pid, site.pid());
                assertTrue(site.running());
            }
            assertEquals(200, auditor.get("/console/v1/audit/verify").status());
            assertTrue(auditor.get("/console/v1/audit/verify").json().path("fault").isNull());
        }
    }

    private static boolean served(HttpsCaller sae, HttpsCaller auditor, KmipClient kmip, String kept)
            throws IOException, InterruptedException {
        try {
            kmip.get(kept);
            return sae.get("/api/v1/keys/sae-b/enc_keys").status() == 200 && auditor.get("/q/health/ready").status() == 200;
        } catch (KmipException _) {
            return false;
        }
    }

    private static void assertUnavailable(HttpsCaller.Answer answer) {
        assertEquals(503, answer.status(), answer::toString);
        assertTrue(answer.message().length() > 0, answer::toString);
    }

    private interface Request {
        void send() throws Exception;
    }

    private static void assertGeneralFailure(Request request) {
        KmipException refused = assertThrows(KmipException.class, request::send);
        assertEquals(ResultReason.GENERAL_FAILURE, refused.reason(), refused::getMessage);
    }

    private static void within(Request request) throws Exception {
        long begun = System.nanoTime();
        request.send();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(taken.compareTo(ANSWERED) < 0, () -> "answered after " + taken);
    }
}
