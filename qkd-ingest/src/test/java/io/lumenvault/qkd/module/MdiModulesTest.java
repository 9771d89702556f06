package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two module processes that both send, to a relay beside Bob's. */
class MdiModulesTest {
    @TempDir
    Path folder;

    @Test
    void mdi_deliversEqualKeys() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            link.settings.put("protocol", "mdi");
            link.settings.put("clock_hz", "5e7");
            link.settings.put("length_km", "2");
            link.settings.put("detector_efficiency", "0.9");
            link.settings.put("dead_time_ns", "0");
            link.settings.put("block_bits", "131072");
            link.start("alice");
            link.start("bob");
            link.await("first block", () -> !link.common().isEmpty());
            long sequence = link.common().getFirst();
            PushReceiver.Push alice = link.keyManagerA.blocks.get(sequence);
            PushReceiver.Push bob = link.keyManagerB.blocks.get(sequence);
            assertArrayEquals(alice.key(), bob.key());
            for (JsonNode metadata : new JsonNode[] {alice.metadata(), bob.metadata()}) {
                assertEquals("MDI-BB84, two transmitters and a relay", metadata.get("protocol").asText());
                assertEquals(131072, metadata.get("sifted_bits").asLong());
                assertEquals(1e-9, metadata.get("epsilon").asDouble(), 1e-11);
                assertEquals(0.006, metadata.get("qber").asDouble(), 0.005);
            }
        }
    }
}
