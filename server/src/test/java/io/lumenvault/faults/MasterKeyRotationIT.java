package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.BlockFeed;
import io.lumenvault.cli.drill.CanaryFlows;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The master key is rotated under load, the server is killed half-way through sealing anew, and nothing is lost. */
class MasterKeyRotationIT {

    private static final String PATH = "/console/v1/master-keys";
    /** Several batches for each lane, so that the kill comes between them. */
    private static final int OBJECTS = 1200;
    private static final int BLOCKS = 3;
    private static final String LOW_LIMIT = "4096";

    private final List<String> objects = new ArrayList<>();
    private String damaged;
    private String wrapped;

    @Test
    void rotation_survivesKillAndADamagedRow_losesNothing_andTheOldGenerationIsDestroyedWhenEmpty() throws Exception {
        try (RunningSites sites = RunningSites.create("master-key")) {
            Site site = sites.a();
            site.setting("custody.reseal-rows-per-second", "50");
            sites.startBoth();
            try (HttpsCaller officer = sites.https(site, "officer"); HttpsCaller auditor = sites.https(site, "auditor")) {
                BlockFeed feed = new BlockFeed(sites);
                for (int i = 0; i < BLOCKS; i++) {
                    feed.pushNext();
                }
                register(sites, site, OBJECTS);
                wrapped = createTranslate(sites, site);
                byte[] encrypted = encrypt(sites, site);
                assertEquals(403, auditor.postJson(PATH + "/rotate", "").status());
                rotateAndKillHalfWay(sites, site, officer);
                site.setting("custody.reseal-rows-per-second", "20000");
                site.setting("custody.rotate-at-seals", LOW_LIMIT);
                byte[] whole = damageOneUnderGeneration2(site);
                site.startServer();
                rotatesAtItsLimit(auditor);
                Await.until("everything under generation 1 is sealed anew", () -> emptied(overview(auditor), 1));
                theDamagedRow_isRecordedOnce_andHoldsUpItsGenerationAlone(site, officer, auditor);
                destroy(site, officer);
                repair(site, whole);
                Await.until("everything is sealed anew", () -> emptied(overview(auditor), 2));
                assertEquals(0, overview(auditor).path("damaged").asInt());
                assertEquals(List.of(3), generations(site));
                Await.until("the metrics name the generation", () -> officer.get("/q/metrics").text().contains("lumenvault_master_key_generation 3"));
                everythingIsThere(sites, site);
                assertArrayEquals(encrypted, encrypt(sites, site), "a key that the HSM wraps is wrapped anew");
                poolOpens(sites);
                assertTrue(auditor.get("/console/v1/audit/verify").json().path("fault").isNull());
            }
        }
    }

    private void rotateAndKillHalfWay(RunningSites sites, Site site, HttpsCaller officer) throws Exception {
        assertEquals(2, officer.postJson(PATH + "/rotate", "").json().path("generation").asInt());
        try (KmipClient client = sites.kmip(site)) {
            Await.until("some are sealed anew", () -> generations(site).contains(2));
            // Reads go on in the middle of it.
            for (int i = 0; i < OBJECTS; i += 50) {
                assertObject(client, i);
            }
            assertEquals(409, officer.postJson(PATH + "/1/destroy", "").status(), "something is sealed under it");
            String metrics = officer.get("/q/metrics").text();
            assertTrue(metrics.contains("lumenvault_reseal_remaining_rows "), metrics);
            site.killServer();
            assertEquals(List.of(1, 2), generations(site), "killed half-way");
        }
    }

    /** @return its seal as it was */
    private byte[] damageOneUnderGeneration2(Site site) throws Exception {
        try (Connection connection = AuditRows.connect(site); var select = connection.createStatement()) {
            byte[] whole;
            try (var row = select.executeQuery("select uid, sealed from managed_object where generation = 2 order by uid limit 1")) {
                assertTrue(row.next());
                damaged = row.getString(1);
                whole = row.getBytes(2);
            }
            byte[] broken = whole.clone();
            broken[broken.length - 1] ^= 1;
            store(connection, broken);
            return whole;
        }
    }

    private void store(Connection connection, byte[] sealed) throws SQLException {
        try (var update = connection.prepareStatement("update managed_object set sealed = ? where uid = ?::uuid")) {
            update.setBytes(1, sealed);
            update.setString(2, damaged);
            assertEquals(1, update.executeUpdate());
        }
    }

    private void theDamagedRow_isRecordedOnce_andHoldsUpItsGenerationAlone(Site site, HttpsCaller officer, HttpsCaller auditor)
            throws Exception {
        Await.until("the damaged row alone is left", () -> List.of(2, 3).equals(generations(site))
                && overview(auditor).path("remaining").asInt() == 0 && overview(auditor).path("damaged").asInt() == 1);
        assertEquals(1, overview(auditor).path("generations").path(1).path("damaged").asInt());
        assertTrue(officer.get("/q/metrics").text().contains("lumenvault_reseal_damaged_rows 1"));
        tryAgain(site);
        Await.until("it is tried again", () -> count(site,
                "select count(*) from damaged_seal where tried_at > now() - interval '1 hour'") == 1);
        assertEquals(1, auditor.get("/console/v1/audit?principal=system/custody&operation=Reseal&result=failed&object=" + damaged).json()
                .path("entries").size());
        assertEquals(409, officer.postJson(PATH + "/2/destroy", "").status(), "a damaged row is sealed under it");
    }

    /** What a person does who puts a row back from a backup; the node finds it within the hour. */
    private void repair(Site site, byte[] whole) throws Exception {
        try (Connection connection = AuditRows.connect(site)) {
            store(connection, whole);
        }
        tryAgain(site);
    }

    private static void tryAgain(Site site) throws Exception {
        try (Connection connection = AuditRows.connect(site); var update = connection.createStatement()) {
            update.execute("update damaged_seal set tried_at = tried_at - interval '1 hour'");
        }
    }

    private static long count(Site site, String query) throws Exception {
        try (Connection connection = AuditRows.connect(site); var select = connection.createStatement();
                var row = select.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void destroy(Site site, HttpsCaller officer) throws Exception {
        assertEquals(409, officer.postJson(PATH + "/3/destroy", "").status(), "it is active");
        assertEquals(404, officer.postJson(PATH + "/9/destroy", "").status());
        assertEquals(400, officer.postJson(PATH + "/x/destroy", "").status());
        HttpsCaller.Answer early = officer.postJson(PATH + "/1/destroy", "");
        assertEquals(409, early.status(), "requests may still open what they read: " + early);
        try (Connection connection = AuditRows.connect(site); var update = connection.createStatement()) {
            update.execute("update master_key_generation set resealed_at = resealed_at - interval '1 minute' where generation = 1");
        }
        assertEquals(200, officer.postJson(PATH + "/1/destroy", "").status());
        JsonNode first = overview(officer).path("generations").path(0);
        assertEquals("destroyed", first.path("state").asText());
        assertEquals(409, officer.postJson(PATH + "/1/activate", "").status());
    }

    /** A killed node has reserved more than it used, so generation 2 is beyond the limit; the node rotates by itself and says so. */
    private static void rotatesAtItsLimit(HttpsCaller auditor) throws Exception {
        Await.until("rotated by itself", () -> overview(auditor).path("generations").size() > 2);
        JsonNode entry = auditor.get("/console/v1/audit?principal=system/custody&operation=Rotate%20Master%20Key").json()
                .path("entries").path(0);
        assertEquals("served", entry.path("result").asText());
    }

    private static boolean emptied(JsonNode overview, int generation) {
        return overview.path("generations").path(generation - 1).path("resealed").isTextual();
    }

    private void register(RunningSites sites, Site site, int number) throws Exception {
        int lanes = 4;
        List<CompletableFuture<List<String>>> running = new ArrayList<>();
        int from = objects.size();
        for (int lane = 0; lane < lanes; lane++) {
            int first = from + lane * number / lanes;
            running.add(CompletableFuture.supplyAsync(() -> registerRange(sites, site, first, number / lanes)));
        }
        for (CompletableFuture<List<String>> one : running) {
            objects.addAll(one.get());
        }
    }

    private static List<String> registerRange(RunningSites sites, Site site, int first, int number) {
        List<String> made = new ArrayList<>();
        try (KmipClient client = sites.kmip(site)) {
            for (int i = 0; i < number; i++) {
                made.add(client.register(CanaryFlows.key(material(first + i)), CanaryFlows.usage()));
            }
            return made;
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static String createTranslate(RunningSites sites, Site site) throws Exception {
        int translate = KmipMask.of(ProtectionStorageMask.SOFTWARE, ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);
        try (KmipClient client = sites.kmip(site)) {
            Attribute aes = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
            String id = client.call(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(aes, CanaryFlows.usage()),
                    List.of(translate)), Create.Response.class).uniqueIdentifier();
            client.activate(id);
            return id;
        }
    }

    private byte[] encrypt(RunningSites sites, Site site) throws Exception {
        CryptographicParameters ecb = new CryptographicParameters(BlockCipherMode.ECB, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null);
        try (KmipClient client = sites.kmip(site)) {
            return client.call(new Encrypt.Request(UniqueIdentifier.of(wrapped), ecb, new byte[16], null, null, null),
                    Encrypt.Response.class).data();
        }
    }

    private static byte[] material(int number) {
        return ByteBuffer.allocate(32).putInt(number).array();
    }

    private void everythingIsThere(RunningSites sites, Site site) throws Exception {
        try (KmipClient client = sites.kmip(site)) {
            for (int i = 0; i < objects.size(); i++) {
                assertObject(client, i);
            }
        }
    }

    private void assertObject(KmipClient client, int number) throws Exception {
        ManagedObject found = client.get(objects.get(number));
        assertArrayEquals(material(number), found.keyBlock().material().orElseThrow());
    }

    /** QKD keys come out of chunks that were sealed anew at one end and not at the other, and are the same. */
    private static void poolOpens(RunningSites sites) throws Exception {
        try (HttpsCaller master = sites.https(sites.a(), "sae-a"); HttpsCaller slave = sites.https(sites.b(), "sae-b")) {
            JsonNode drawn = master.get("/api/v1/keys/sae-b/enc_keys").json().path("keys").path(0);
            JsonNode fetched = slave.get("/api/v1/keys/sae-a/dec_keys?key_ID=" + drawn.path("key_ID").asText()).json().path("keys").path(0);
            assertTrue(drawn.path("key").asText().length() > 0);
            assertEquals(drawn, fetched);
        }
    }

    private static JsonNode overview(HttpsCaller caller) throws Exception {
        return caller.get(PATH).json();
    }

    private static List<Integer> generations(Site site) throws Exception {
        try (Connection connection = AuditRows.connect(site); var select = connection.createStatement();
                var rows = select.executeQuery("select generation from managed_object where generation is not null union "
                        + "select generation from qkd_chunk order by 1")) {
            List<Integer> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        }
    }
}
