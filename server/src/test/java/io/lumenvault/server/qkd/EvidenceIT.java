package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.console.AuditCommand;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A key is delivered at both ends of a link, and is then followed both ways, proven and exported, by the commands of an auditor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceIT {

    private static final int BLOCK = 20_000;
    private static final int KEYS_OF_A_CHUNK = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private TwoSites sites;
    private MadeUpLink link;
    private TestCaller saeA;
    private TestCaller saeB;
    private TestCaller auditorA;

    /** What a command printed, and its exit code. */
    private record Run(int exit, String out) {}

    @BeforeAll
    void start() throws Exception {
        Path state = Path.of("target", "evidence-it");
        if (Files.exists(state)) {
            try (var files = Files.walk(state)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        sites = TwoSites.open(state, new JavaCommand(Path.of("target", "quarkus-app").toAbsolutePath()), SoftHsm.library(), Ports.unusual());
        sites.a().start();
        sites.b().start();
        link = new MadeUpLink(sites);
        saeA = new TestCaller(sites, "sae-a", sites.a().url());
        saeB = new TestCaller(sites, "sae-b", sites.b().url());
        auditorA = new TestCaller(sites, "auditor", sites.a().url());
    }

    @AfterAll
    void stop() throws Exception {
        if (link != null) {
            link.close();
        }
        if (sites != null) {
            sites.close();
        }
    }

    @Test
    void deliveredKey_isTracedBothWays_alsoAfterItsChunkWasDestroyed() throws Exception {
        Map<String, byte[]> keys = deliver(KEYS_OF_A_CHUNK);
        String id = List.copyOf(keys.keySet()).get(5);
        MadeUpLink.Place place = link.find(keys.get(id));
        await("the chunk is destroyed", () -> genealogy(sites.a(), id).path("parts").get(0).path("destroyed_at").isTextual());
        for (Site site : sites.sites()) {
            JsonNode part = genealogy(site, id).path("parts").get(0);
            assertEquals(place.sequence(), part.path("sequence").asLong());
            assertEquals(List.of(place.offset(), place.offset() + 32), List.of(part.path("start").asInt(), part.path("end").asInt()));
            assertEquals(0.02, part.path("block").path("qber").asDouble());
            assertEquals("test", part.path("block").path("protocol").asText());
            assertEquals(1234, part.path("block").path("disclosed_bits").asLong());
            assertEquals(0.0021, part.path("block").path("gain").asDouble());
            assertEquals(118.4, part.path("block").path("secure_distance_km").asDouble());
            assertEquals(MadeUpLink.CHSH.value(), part.path("block").path("chsh").asDouble());
            assertEquals(MadeUpLink.CHSH.sigma(), part.path("block").path("chsh_sigma").asDouble());
        }
        assertEquals(List.of("sae-a"), consumers(genealogy(sites.a(), id).path("allocation")));
        assertEquals(List.of("sae-b"), consumers(genealogy(sites.b(), id).path("allocation")));
        assertTrue(operations(genealogy(sites.b(), id)).contains("sae-b Get key with key IDs"), genealogy(sites.b(), id).toString());
        assertTrue(operations(genealogy(sites.a(), id)).contains("sae-a Get key"));
        Instant made = Instant.parse(genealogy(sites.a(), id).path("parts").get(0).path("block").path("time").asText());
        assertEquals(List.of("sae-a"), consumersWithin(sites.a(), made, made.plusMillis(1), id));
        assertEquals(List.of("sae-b"), consumersWithin(sites.b(), made.minusSeconds(5), made.plusSeconds(5), id));
        assertEquals(List.of(), consumersWithin(sites.a(), made.minusSeconds(1000), made.minusSeconds(900), id));
    }

    @Test
    void bundle_isBelieved_andAChangedOneIsNot() throws Exception {
        String id = deliver(2).keySet().iterator().next();
        Path key = folder.resolve("key");
        Path bundle = folder.resolve("bundle.zip");
        assertEquals(0, audit(sites.a(), "key", "--output", key.toString()).exit());
        assertEquals(0, audit(sites.a(), "prove", id, "--output", bundle.toString()).exit());
        Run verified = audit(null, "verify", bundle.toString(), "--public-key", key.toString());
        assertEquals(0, verified.exit(), verified.out());
        assertTrue(verified.out().contains("of key " + id) && verified.out().contains("key of 'lumenvault/A'"), verified.out());
        changeAnEntry(bundle);
        assertEquals(1, audit(null, "verify", bundle.toString(), "--public-key", key.toString()).exit());
        Path other = folder.resolve("key-b");
        assertEquals(0, audit(sites.b(), "key", "--output", other.toString()).exit());
        assertEquals(0, audit(sites.a(), "prove", id, "--output", bundle.toString()).exit());
        Run foreign = audit(null, "verify", bundle.toString(), "--public-key", other.toString());
        assertEquals(1, foreign.exit());
        assertTrue(foreign.out().contains("is of the log 'lumenvault/A'"), foreign.out());
        assertEquals(400, auditorA.get("/console/v1/audit/prove?key=" + UUID.randomUUID()).status());
    }

    @Test
    void exports_ofAllAndOfATime_areBelieved_andOtherFormatsAreWhatTheySay() throws Exception {
        Instant since = Instant.now();
        deliver(3);
        String until = Instant.now().toString();
        Path key = folder.resolve("export-key");
        assertEquals(0, audit(sites.a(), "key", "--output", key.toString()).exit());
        Path whole = folder.resolve("whole.jsonl");
        assertEquals(0, audit(sites.a(), "export", "--whole", "--output", whole.toString()).exit());
        Run verified = audit(null, "verify", whole.toString(), "--public-key", key.toString());
        assertEquals(0, verified.exit(), verified.out());
        assertTrue(verified.out().contains("the whole log of"), verified.out());
        Path window = folder.resolve("window.jsonl");
        assertEquals(0, audit(sites.a(), "export", "--since", since.toString(), "--until", until, "--output", window.toString()).exit());
        Run part = audit(null, "verify", window.toString(), "--public-key", key.toString());
        assertEquals(0, part.exit(), part.out());
        Files.writeString(window, Files.readString(window).replaceFirst("\"sae-a\"", "\"sae-x\""));
        assertEquals(1, audit(null, "verify", window.toString(), "--public-key", key.toString()).exit());
        Path ocsf = folder.resolve("events.ocsf");
        assertEquals(0, audit(sites.a(), "export", "--format", "ocsf", "--since", since.toString(), "--output", ocsf.toString()).exit());
        for (String line : Files.readAllLines(ocsf)) {
            JsonNode event = JSON.readTree(line);
            assertEquals(event.path("class_uid").asLong() * 100 + event.path("activity_id").asLong(), event.path("type_uid").asLong());
        }
        Path csv = folder.resolve("events.csv");
        assertEquals(0, audit(sites.a(), "export", "--format", "csv", "--whole", "--output", csv.toString()).exit());
        assertTrue(Files.readString(csv).contains("\"sae-a\""));
    }

    @Test
    void search_findsByTextAndGoesOnByCursor() throws Exception {
        String id = deliver(1).keySet().iterator().next();
        Run found = audit(sites.a(), "search", "--text", id, "--json", "--all");
        assertTrue(found.out().contains("\"operation\":\"Get key\""), found.out());
        JsonNode first = auditorA.get("/console/v1/audit?limit=1").json();
        JsonNode second = auditorA.get("/console/v1/audit?limit=1&cursor=" + first.path("next").asText()).json();
        assertFalse(first.path("entries").get(0).path("event").asText().equals(second.path("entries").get(0).path("event").asText()));
    }

    /** Of a month before the site was: as entries from before nodes marked theirs, which a new log takes. */
    @Test
    void monthThatIsOver_isArchivedByAnOfficer_andBelieved() throws Exception {
        String month = YearMonth.now(ZoneOffset.UTC).minusMonths(2).toString();
        writeEntriesOf(month, 3);
        await("leaves", () -> audit(sites.a(), "search", "--operation", "Old", "--json").out().lines().filter(line -> !line.contains("\"index\":null")).count() == 3);
        Run refused = audit(sites.a(), "archive", "--month", month);
        assertTrue(refused.exit() != 0, "an auditor changes nothing");
        assertTrue(as("officer", sites.a(), "archive", "--month", YearMonth.now(ZoneOffset.UTC).toString()).exit() != 0, "it is not over");
        List<Run> tried = new ArrayList<>();
        await("a signed head over the month", () -> tried.add(as("officer", sites.a(), "archive", "--month", month)) && tried.getLast().exit() == 0);
        Run archived = tried.getLast();
        assertTrue(archived.out().startsWith("archived 3 entries of " + month), archived.out());
        assertTrue(as("officer", sites.a(), "archive", "--month", month).exit() != 0, "once");
        Path key = folder.resolve("archive-key");
        assertEquals(0, audit(sites.a(), "key", "--output", key.toString()).exit());
        Path file = Path.of(archived.out().lines().findFirst().orElseThrow().replaceAll("^.* in (.*) at the site$", "$1"));
        Run verified = audit(null, "verify", file.toString(), "--public-key", key.toString());
        assertEquals(0, verified.exit(), verified.out());
        Run whole = audit(sites.a(), "verify");
        assertEquals(0, whole.exit(), whole.out());
        assertTrue(audit(sites.a(), "search", "--operation", "Archive Audit Month", "--json").out().contains("system/audit"));
        assertTrue(audit(sites.a(), "search", "--operation", "Archive Audit", "--result", "served", "--json").out().contains("\"officer\""));
    }

    private void writeEntriesOf(String month, int number) throws Exception {
        try (Connection connection = AuditRows.connect(sites.a()); var statement = connection.createStatement()) {
            statement.execute("select audit_make_partition('" + month + "-01')");
            for (int i = 0; i < number; i++) {
                UUID event = UUID.randomUUID();
                String time = month + "-10T00:00:0" + i + "Z";
                statement.execute("insert into audit_entry (event_id, time, principal, protocol, operation, result, body) values ('" + event + "', '" + time
                        + "', 'old', 'kmip', 'Old', 'served', convert_to('{\"event\":\"" + event + "\",\"method\":\"certificate\",\"node\":\"A\",\"operation\":\"Old\","
                        + "\"principal\":\"old\",\"protocol\":\"kmip\",\"result\":\"served\",\"schema\":\"1\",\"time\":\"" + time + "\"}', 'UTF8'))");
            }
        }
    }

    private static void changeAnEntry(Path bundle) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(bundle); var events = Files.list(files.getPath("events"))) {
            Path entry = events.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
            Files.writeString(entry, Files.readString(entry).replace("served", "failed"));
        }
    }

    /** Keys given to sae-a at A and then to sae-b at B. */
    private Map<String, byte[]> deliver(int number) throws Exception {
        link.push(1, BLOCK);
        await("nothing pending", () -> auditorA.get("/console/v1/status").json().get("links").get(0).get("pending").asInt() == 0);
        Map<String, byte[]> keys = saeA.enc("sae-b", "?number=" + number).keys();
        assertEquals(number, keys.size());
        assertEquals(TestCaller.printable(keys), TestCaller.printable(saeB.dec("sae-a", keys.keySet()).keys()));
        return keys;
    }

    private JsonNode genealogy(Site site, String key) {
        try {
            return JSON.readTree(audit(site, "genealogy", key, "--json").out());
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** The consumers of the key's allocation, among those of all blocks of a time. */
    private List<String> consumersWithin(Site site, Instant since, Instant until, String key) throws IOException {
        JsonNode answer = JSON.readTree(audit(site, "genealogy", "--link", "link-ab", "--since", since.toString(), "--until", until.toString(),
                "--json").out());
        List<String> found = new ArrayList<>();
        answer.path("allocations").forEach(allocation -> {
            if (key.startsWith(allocation.path("id").asText().substring(0, 32))) {
                found.addAll(consumers(allocation));
            }
        });
        return found;
    }

    private static List<String> consumers(JsonNode allocation) {
        List<String> names = new ArrayList<>();
        allocation.path("consumers").forEach(consumer -> {
            assertTrue(consumer.path("given").asInt() > 0 && consumer.path("first").isTextual(), consumer.toString());
            names.add(consumer.path("consumer").asText());
        });
        return names;
    }

    private static List<String> operations(JsonNode genealogy) {
        List<String> operations = new ArrayList<>();
        genealogy.path("events").forEach(event -> operations.add(event.path("principal").asText() + " " + event.path("operation").asText()));
        return operations;
    }

    private Run audit(Site site, String... arguments) {
        return as("auditor", site, arguments);
    }

    private Run as(String who, Site site, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (site != null) {
            Credential auditor = sites.participants().credential(who);
            all.addAll(List.of("--url", site.url(), "--cert", auditor.certificate().toString(), "--key", auditor.key().toString(),
                    "--ca", sites.participants().authority().toString()));
        }
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new AuditCommand()).setOut(new PrintWriter(out)).execute(all.toArray(String[]::new));
        return new Run(exit, out.toString());
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain: " + what);
            Thread.sleep(100);
        }
    }
}
