package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.site.P11KitServer;
import io.lumenvault.cli.site.SoftHsmToken;
import io.lumenvault.faults.RunningSites;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A site with two tokens loses one of them under load, time and again: no client sees an error. */
@Tag("timed")
class ReplicaLossIT {

    private static final int ROUNDS = 3;
    private static final int REQUESTS = 30;

    @Test
    void oneOfTwoTokensKilledUnderLoad_isNoErrorToAnyClient() throws Exception {
        try (RunningSites sites = RunningSites.create("replica")) {
            Site site = sites.a();
            site.makeToken();
            Path configuration = Path.of(site.hsmEnvironment().get("SOFTHSM2_CONF"));
            SoftHsmToken second = new SoftHsmToken(SoftHsm.library(), configuration.getParent(), "second");
            second.create(RunningSites.java(), sites.folder().resolve("second.log"));
            try (P11KitServer first = new P11KitServer(SoftHsm.library(), site.hsmEnvironment(), sites.folder().resolve("p11-kit.log"))) {
                first.start();
                site.setting("hsm.library", P11KitServer.client().toString());
                site.setting("hsm.p11-kit-address", first.address());
                site.setting("hsm.replicas.second.library", second.library().toString());
                site.setting("hsm.replicas.second.token", second.label());
                site.setting("hsm.replicas.second.pin-file", second.pinFile().toString());
                site.start();
                loseAndReturn(sites, first);
            }
        }
    }

    private static void loseAndReturn(RunningSites sites, P11KitServer first) throws Exception {
        try (HsmProbes probes = new HsmProbes(sites); HttpsCaller officer = sites.https(sites.a(), "officer")) {
            probes.start();
            for (int round = 0; round < ROUNDS; round++) {
                first.kill();
                Await.until("one token is away", () -> available(officer).equals(List.of(false, true)));
                served(probes);
                first.start();
                Await.until("both tokens are there", () -> available(officer).equals(List.of(true, true)));
                served(probes);
            }
            HttpsCaller.Answer tested = officer.postJson("/console/v1/hsm/selftest", "");
            assertEquals(200, tested.status(), tested.text());
            assertTrue(tested.json().path("self_tests").size() > 8, tested.text());
        }
    }

    private static void served(HsmProbes probes) throws Exception {
        int seen = 0;
        while (seen < REQUESTS) {
            Thread.sleep(5);
            for (HsmProbes.Outcome outcome : probes.take()) {
                assertEquals("", outcome.refusal());
                seen++;
            }
        }
    }

    private static List<Boolean> available(HttpsCaller officer) throws Exception {
        HttpsCaller.Answer answer = officer.get("/console/v1/hsm");
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.json().path("available").asBoolean(), answer.text());
        return answer.json().path("tokens").valueStream().map(token -> token.path("available").asBoolean()).toList();
    }
}
