package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.site.P11KitServer;
import io.lumenvault.cli.site.SoftHsmToken;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A site with two tokens, one of which is away while a generation of the master key is destroyed and the site starts anew. */
class TokenAwayIT {

    private static final String PATH = "/console/v1/master-keys";

    @Test
    void destructionWhileATokenIsAway_isServed_andFinishedWhenItIsBack() throws Exception {
        try (RunningSites sites = RunningSites.create("token-away")) {
            Site site = sites.a();
            site.makeToken();
            Path configuration = Path.of(site.hsmEnvironment().get("SOFTHSM2_CONF"));
            SoftHsmToken second = new SoftHsmToken(SoftHsm.library(), configuration.getParent(), "second");
            second.create(RunningSites.java(), sites.folder().resolve("second.log"));
            try (P11KitServer far = new P11KitServer(SoftHsm.library(), site.hsmEnvironment(), sites.folder().resolve("p11-kit.log"))) {
                far.start();
                site.setting("hsm.p11-kit-address", far.address());
                site.setting("hsm.replicas.second.library", P11KitServer.client().toString());
                site.setting("hsm.replicas.second.token", second.label());
                site.setting("hsm.replicas.second.pin-file", second.pinFile().toString());
                site.start();
                destroyWhileAway(sites, far);
            }
        }
    }

    private static void destroyWhileAway(RunningSites sites, P11KitServer far) throws Exception {
        try (HttpsCaller officer = sites.https(sites.a(), "officer"); HttpsCaller auditor = sites.https(sites.a(), "auditor")) {
            assertEquals(2, officer.postJson(PATH, "").json().path("generation").asInt());
            far.kill();
            Await.until("one token is away", () -> available(officer).equals(List.of(true, false)));
            HttpsCaller.Answer answer = officer.postJson(PATH + "/2/destroy", "");
            assertEquals(200, answer.status(), answer.toString());
            JsonNode recorded = entries(auditor, "Destroy%20Master%20Key");
            assertEquals(1, recorded.size());
            assertEquals("served", recorded.path(0).path("result").asText());
            assertEquals(409, officer.postJson(PATH + "/2/destroy", "").status(), "it is destroyed");
            sites.a().stopServer();
            sites.a().startServer();
            assertEquals(0, entries(auditor, "Erase%20Master%20Key").size());
            far.start();
            Await.until("its key is removed from both", () -> entries(auditor, "Erase%20Master%20Key").size() == 1);
        }
    }

    private static JsonNode entries(HttpsCaller auditor, String operation) throws Exception {
        return auditor.get("/console/v1/audit?operation=" + operation).json().path("entries");
    }

    private static List<Boolean> available(HttpsCaller officer) throws Exception {
        JsonNode tokens = officer.get("/console/v1/hsm").json().path("tokens");
        return tokens.valueStream().map(token -> token.path("available").asBoolean()).toList();
    }
}
