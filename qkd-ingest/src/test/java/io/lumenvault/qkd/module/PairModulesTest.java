package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two module processes on entangled pairs. */
class PairModulesTest {
    @TempDir
    Path folder;

    private static void pairs(TestLink link, String protocol) {
        link.settings.put("protocol", protocol);
        link.settings.put("clock_hz", "1e9");
        link.settings.put("length_km", "2");
        link.settings.put("detector_efficiency", "0.3");
        link.settings.put("dead_time_ns", "0");
        link.settings.put("block_bits", "262144");
        link.settings.put("qber_threshold", "0.1");
    }

    private static boolean alarm(PushReceiver keyManager, String begin) {
        return keyManager.statuses.stream().anyMatch(status -> status.get("state").asText().equals("alarm")
                && status.path("alarm").asText().startsWith(begin));
    }

    private static boolean runs(PushReceiver keyManager) {
        return keyManager.statuses.getLast().get("state").asText().equals("run");
    }

    @Test
    void bbm92_deliversEqualKeys() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            pairs(link, "bbm92");
            link.start("alice");
            link.start("bob");
            link.assertFirstBlock("BBM92, entangled pairs", 262144, 0.05, 0.03);
            assertTrue(link.keyManagerA.blocks.values().stream().noneMatch(block -> block.metadata().has("chsh")), "BBM92 measures none");
            assertTrue(link.keyManagerA.statuses.stream().noneMatch(status -> status.has("chsh")));
        }
    }

    @Test
    void e91_interceptedPairs_raiseTheChshAlarmAtBothEnds_andKeyComesAgainAfterwards() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            pairs(link, "e91");
            link.start("alice");
            link.start("bob");
            link.assertFirstBlock("E91, entangled pairs with CHSH", 262144, 0.05, 0.03);
            assertTrue(link.log("bob").contains(", S 2."), "the value is told");
            long first = link.common().getFirst();
            for (PushReceiver keyManager : new PushReceiver[] {link.keyManagerA, link.keyManagerB}) {
                JsonNode metadata = keyManager.blocks.get(first).metadata();
                assertEquals(2 * Math.sqrt(2) * (1 - 2 * metadata.get("qber").asDouble()), metadata.get("chsh").asDouble(),
                        5.5 * metadata.get("chsh_sigma").asDouble(), "a Werner state, but for 5 deviations of S and the little ones of the QBER");
                assertTrue(metadata.get("chsh_sigma").asDouble() < 0.05, metadata.toString());
            }
            assertEquals(link.keyManagerA.blocks.get(first).metadata().get("chsh"), link.keyManagerB.blocks.get(first).metadata().get("chsh"));
            assertTrue(!alarm(link.keyManagerA, "CHSH") && !alarm(link.keyManagerB, "CHSH"), "no alarm without an eavesdropper");
            link.settings.put("eve.intercept_fraction", "1");
            link.writeConfig("alice");
            link.await("CHSH alarm at both ends", () -> alarm(link.keyManagerA, "CHSH value 1.") && alarm(link.keyManagerB, "CHSH value 1."));
            int attacked = link.keyManagerA.blocks.size();
            assertTrue(link.keyManagerA.statuses.stream().anyMatch(status -> status.path("chsh").asDouble(9) < 2), "S of a discarded block is told");
            long discarded = link.keyManagerA.statuses.getLast().get("discarded").asLong();
            link.await("another discarded block", () -> link.keyManagerA.statuses.getLast().get("discarded").asLong() > discarded);
            assertEquals(attacked, link.keyManagerA.blocks.size(), "nothing is delivered under attack");
            link.settings.put("eve.intercept_fraction", "0");
            link.writeConfig("alice");
            link.await("key again, and no alarm", () -> link.keyManagerA.blocks.size() > attacked && runs(link.keyManagerA) && runs(link.keyManagerB));
            for (long sequence : link.common()) {
                assertArrayEquals(link.keyManagerA.blocks.get(sequence).key(), link.keyManagerB.blocks.get(sequence).key());
            }
        }
    }
}
