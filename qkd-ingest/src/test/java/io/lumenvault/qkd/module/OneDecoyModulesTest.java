package io.lumenvault.qkd.module;

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
            for (PushReceiver.Push push : link.assertFirstBlock("decoy-state BB84, one decoy", 1048576, 0.01, 0.005)) {
                assertEquals(push.key().length * 8L, push.metadata().get("bits").asLong());
                assertTrue(push.metadata().get("disclosed_bits").asLong() > 1048576 / 25, "parities and test bits");
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
