package io.lumenvault.qkd.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.ingest.Delivery;
import io.lumenvault.qkd.ingest.EventLog;
import io.lumenvault.qkd.module.TestPki;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The slave against a module that gives each key once, and against a master that repeats itself. */
class PulledSlaveTest {

    private static final int KEY_BYTES = 32;

    @TempDir
    private Path folder;
    private SSLContext tls;
    private SourceConfig config;
    private Delivery delivery;
    private final Set<String> given = new HashSet<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void prepare() throws Exception {
        tls = new TestPki(folder).serverContext();
        StringBuilder text = new StringBuilder("source=etsi014\nrole=slave\nlink=link-1\nmodule=b\nkey_manager.url=https://127.0.0.1:1\n"
                + "source.url=https://127.0.0.1:1\npeer=127.0.0.1:1\npeer.name=a\nsource.remote=sae-a\nqber=0.02\nepsilon=1e-9\nstate=state\nblocks_held=3\n");
        for (String whose : List.of("key_manager", "source")) {
            text.append(whose).append(".certificate=module.crt\n").append(whose).append(".key=module.key\n").append(whose).append(".ca=module.crt\n");
        }
        config = SourceConfig.read(Files.writeString(folder.resolve("source.properties"), text));
        // Never started: blocks wait, and can be counted.
        delivery = new Delivery("link-1", "b", config.keyManager(), config.identity(), config.blocksHeld(), Clock.systemUTC(), log());
    }

    private static EventLog log() {
        return new EventLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC(), "b");
    }

    private HttpsModule module() throws Exception {
        return new HttpsModule(tls, exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/status")) {
                HttpsModule.answer(exchange, 200, "{\"key_size\":256,\"max_key_per_request\":1}");
                return;
            }
            JsonNode asked = JsonExchange.JSON.readTree(exchange.getRequestBody().readAllBytes());
            String id = asked.path("key_IDs").path(0).path("key_ID").asText();
            if (id.equals("late") && refusals.getAndIncrement() == 0) {
                HttpsModule.answer(exchange, 503, "{\"message\":\"not yet\"}");
            } else if (!given.add(id)) {
                HttpsModule.answer(exchange, 400, "{\"message\":\"no such key\"}");
            } else {
                HttpsModule.answer(exchange, 200, "{\"keys\":[{\"key_ID\":\"" + id + "\",\"key\":\""
                        + Base64.getEncoder().encodeToString(new byte[KEY_BYTES]) + "\"}]}");
            }
        });
    }

    private PulledSlave slave(HttpsModule module) throws Exception {
        NumberFile numbers = new NumberFile(folder.resolve("numbers"));
        SourceBlocks blocks = new SourceBlocks(config, delivery, Clock.systemUTC(), log());
        return new PulledSlave(new Slave(config, numbers, delivery, blocks), new Etsi014Client(module.url(), tls, "sae-a"), numbers, delivery, blocks);
    }

    private static PeerListener.Answer say(PulledSlave slave, long sequence, int bytes, String... ids) throws Exception {
        return slave.take(JsonExchange.JSON.writeValueAsString(Map.of("link", "link-1", "sequence", sequence, "key_IDs", List.of(ids), "bytes", bytes))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Says it again, as the master does, while the module does not answer in time. */
    private static PeerListener.Answer settled(PulledSlave slave, int bytes, String id) throws Exception {
        PeerListener.Answer answer = say(slave, 0, bytes, id);
        for (int again = 0; again < 5 && answer.status() == 503; again++) {
            answer = say(slave, 0, bytes, id);
        }
        return answer;
    }

    private static boolean taken(PeerListener.Answer answer) {
        assertEquals(200, answer.status(), answer.body().toString());
        return (Boolean) answer.body().get("taken");
    }

    @Test
    void blockThatIsSaidAgain_isTakenOnce_andItsNumberNeverStandsForOtherKeys() throws Exception {
        try (HttpsModule module = module()) {
            PulledSlave slave = slave(module);
            assertTrue(taken(say(slave, 0, 2 * KEY_BYTES, "k1", "k2")));
            assertTrue(taken(say(slave, 0, 2 * KEY_BYTES, "k1", "k2")));
            for (PulledSlave each : List.of(slave, slave(module))) {
                PeerListener.Answer other = say(each, 0, KEY_BYTES, "k3");
                assertFalse(taken(other));
                assertEquals(1L, other.body().get("next"));
                assertTrue(taken(say(each, 0, 2 * KEY_BYTES, "k1", "k2")), "what was said before, after a restart too");
            }
            assertFalse(given.contains("k3"), "no key is taken for a number that is used");
        }
    }

    @Test
    void keysThatTheModuleHasGivenAlready_areNotAskedForAgain_whereAnotherComesLate() throws Exception {
        try (HttpsModule module = module()) {
            PulledSlave slave = slave(module);
            assertEquals(503, say(slave, 0, 2 * KEY_BYTES, "k1", "late").status());
            assertTrue(taken(say(slave, 0, 2 * KEY_BYTES, "k1", "late")));
        }
    }

    @Test
    void keysThatAreGone_orOfAnotherLength_areNoBlock() throws Exception {
        try (HttpsModule module = module()) {
            PulledSlave slave = slave(module);
            given.add("gone");
            assertEquals(410, settled(slave, KEY_BYTES, "gone").status());
            assertEquals(410, settled(slave, KEY_BYTES + 1, "k1").status());
            assertTrue(taken(say(slave, 0, KEY_BYTES, "k2")));
        }
    }

    @Test
    void whileBlocksWait_noKeyIsTaken() throws Exception {
        try (HttpsModule module = module()) {
            PulledSlave slave = slave(module);
            for (int i = 0; i < config.blocksHeld(); i++) {
                assertTrue(taken(say(slave, i, KEY_BYTES, "k" + i)));
            }
            PeerListener.Answer full = say(slave, 3, KEY_BYTES, "k3");
            assertFalse(taken(full));
            assertEquals(false, full.body().get("room"));
            assertFalse(given.contains("k3"));
        }
    }
}
