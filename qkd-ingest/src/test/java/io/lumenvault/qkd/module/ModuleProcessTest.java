package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleProcessTest {
    @TempDir
    Path folder;

    @Test
    void link_runs_bothKeyManagersGetTheSameKey() throws Exception {
        try (TestLink link = new TestLink(folder)) {
            Process alice = link.start("alice");
            Process bob = link.start("bob");
            link.await("three blocks at both ends", () -> link.common().size() >= 3);
            for (long sequence : link.common()) {
                PushReceiver.Push a = link.keyManagerA.blocks.get(sequence);
                PushReceiver.Push b = link.keyManagerB.blocks.get(sequence);
                assertArrayEquals(a.key(), b.key());
                assertEquals(a.key().length * 8L, a.metadata().get("bits").asLong());
                assertTrue(a.metadata().get("qber").asDouble() > 0.003 && a.metadata().get("qber").asDouble() < 0.03);
                assertEquals(a.metadata().get("disclosed_bits"), b.metadata().get("disclosed_bits"));
            }
            alice.destroy();
            bob.destroy();
            assertTrue(alice.waitFor(4, TimeUnit.SECONDS) && bob.waitFor(4, TimeUnit.SECONDS), "SIGTERM ends the modules");
        }
    }
}
