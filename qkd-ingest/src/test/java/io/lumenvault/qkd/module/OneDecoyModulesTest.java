package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneDecoyModulesTest {
    @TempDir
    Path folder;

    @Test
    void modulesSetToOneDecoy_deliverEqualKeysUnderThatName() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            link.settings.put("protocol", "bb84-one-decoy");
            link.settings.put("block_bits", "1048576");
            link.start("alice");
            link.start("bob");
            link.await("first block", () -> !link.common().isEmpty());
            long sequence = link.common().getFirst();
            PushReceiver.Push alice = link.keyManagerA.blocks.get(sequence);
            PushReceiver.Push bob = link.keyManagerB.blocks.get(sequence);
            assertArrayEquals(alice.key(), bob.key());
            for (JsonNode metadata : new JsonNode[] {alice.metadata(), bob.metadata()}) {
                assertEquals("decoy-state BB84, one decoy", metadata.get("protocol").asText());
                assertEquals(alice.key().length * 8L, metadata.get("bits").asLong());
                assertEquals(1048576, metadata.get("sifted_bits").asLong());
                assertTrue(metadata.get("disclosed_bits").asLong() > 1048576 / 25, "parities and test bits");
                assertEquals(1e-9, metadata.get("epsilon").asDouble(), 1e-11);
                assertEquals(0.01, metadata.get("qber").asDouble(), 0.005);
            }
        }
    }

    @Test
    void modulesOfDifferentProtocols_doNotMeet() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            link.start("alice");
            link.settings.put("protocol", "bb84-one-decoy");
            link.start("bob");
            link.await("alarm at both ends", () -> link.keyManagerA.statuses.stream().anyMatch(OneDecoyModulesTest::differs)
                    && link.keyManagerB.statuses.stream().anyMatch(OneDecoyModulesTest::differs));
            assertTrue(link.keyManagerA.blocks.isEmpty() && link.keyManagerB.blocks.isEmpty());
        }
    }

    private static boolean differs(JsonNode status) {
        return status.path("alarm").asText().contains("set up differently");
    }
}
