package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One link through everything that can happen to it, in processes. */
class ModuleFaultsTest {
    @TempDir
    Path folder;

    private static void assertKeysEqual(TestLink link) {
        for (long sequence : link.common()) {
            assertArrayEquals(link.keyManagerA.blocks.get(sequence).key(), link.keyManagerB.blocks.get(sequence).key(),
                    "block " + sequence);
        }
        assertTrue(link.keyManagerA.conflicts.isEmpty() && link.keyManagerB.conflicts.isEmpty(), "no number stands for two blocks");
    }

    private static void assertMetadata(TestLink link, long sequence) {
        JsonNode a = link.keyManagerA.blocks.get(sequence).metadata();
        JsonNode b = link.keyManagerB.blocks.get(sequence).metadata();
        assertEquals(link.keyManagerA.blocks.get(sequence).key().length * 8L, a.get("bits").asLong());
        assertEquals("alice-1", a.get("module").asText());
        assertEquals("bob-1", b.get("module").asText());
        for (String same : new String[] {"link", "sequence", "bits", "qber", "protocol", "disclosed_bits", "sifted_bits", "gain", "secure_distance_km"}) {
            assertEquals(a.get(same), b.get(same), same);
        }
        assertEquals(0.01, a.get("qber").asDouble(), 0.005);
        assertEquals(1e-9, a.get("epsilon").asDouble(), 1e-11);
        assertTrue(a.get("rate").asDouble() > 0);
        assertTrue(a.get("gain").asDouble() > 1e-3 && a.get("gain").asDouble() < 0.1, a.toString());
        assertTrue(a.get("secure_distance_km").asDouble() > 100, a.toString());
        Instant.parse(a.get("time").asText());
    }

    private static boolean state(PushReceiver keyManager, String state) {
        return !keyManager.statuses.isEmpty()
                && keyManager.statuses.getLast().get("state").asText().equals(state);
    }

    @Test
    void killsEavesdropperAndBackPressure_linkRecoversWithoutUnequalKeys() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            Process alice = link.start("alice");
            Process bob = link.start("bob");
            link.await("first block", () -> !link.common().isEmpty());
            assertMetadata(link, link.common().getFirst());

            bob.destroyForcibly().waitFor();
            int before = link.common().size();
            Process secondBob = link.start("bob");
            link.await("a block after Bob was killed", () -> link.common().size() > before);

            alice.destroyForcibly().waitFor();
            int beforeAlice = link.common().size();
            Process secondAlice = link.start("alice");
            link.await("a block after Alice was killed", () -> link.common().size() > beforeAlice);

            link.settings.put("eve.intercept_fraction", "0.5");
            link.writeConfig("alice");
            link.await("alarm at both ends", () -> state(link.keyManagerA, "alarm") && state(link.keyManagerB, "alarm"));
            int attacked = link.keyManagerA.blocks.size();
            assertTrue(link.keyManagerB.statuses.getLast().get("alarm").asText().contains("QBER"));
            link.await("more discarded blocks", () -> link.keyManagerA.statuses.getLast().get("discarded").asLong() >= 2);
            assertEquals(attacked, link.keyManagerA.blocks.size(), "nothing is delivered under attack");

            link.settings.put("eve.intercept_fraction", "0");
            link.writeConfig("alice");
            link.await("key again", () -> link.keyManagerA.blocks.size() > attacked && state(link.keyManagerA, "run"));

            int lit = link.keyManagerB.blocks.size();
            link.settings.put("eve.tap_fraction", "1");
            link.writeConfig("alice");
            link.await("alarm without light", () -> state(link.keyManagerB, "alarm")
                    && link.keyManagerB.statuses.getLast().get("alarm").asText().contains("loss of light"));
            link.settings.put("eve.tap_fraction", "0");
            link.writeConfig("alice");
            link.await("light again", () -> link.keyManagerB.blocks.size() > lit + 1 && state(link.keyManagerB, "run"));

            link.keyManagerA.refuseWith = 503;
            link.await("back-pressure", () -> link.keyManagerA.refused > 0);
            long newest = link.keyManagerA.blocks.keySet().stream().max(Long::compare).orElseThrow();
            link.await("light held back", () -> link.logContains("alice", "light held back"));
            link.keyManagerA.refuseWith = 0;
            link.await("the held block arrives", () -> link.keyManagerA.blocks.containsKey(newest + 1)
                    && link.keyManagerA.blocks.containsKey(newest + 4));
            assertKeysEqual(link);

            secondAlice.destroy();
            secondBob.destroy();
            assertTrue(secondAlice.waitFor(5, TimeUnit.SECONDS) && secondBob.waitFor(5, TimeUnit.SECONDS), "SIGTERM ends both");
            assertTrue(state(link.keyManagerA, "stop") && state(link.keyManagerB, "stop"));
        }
    }
}
