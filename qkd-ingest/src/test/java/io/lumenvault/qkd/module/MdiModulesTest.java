package io.lumenvault.qkd.module;

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
            link.assertFirstBlock("MDI-BB84, two transmitters and a relay", 131072, 0.006, 0.005);
        }
    }
}
