package io.lumenvault.qkd.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.distillation.KeyProtocol;
import io.lumenvault.qkd.estimation.Chsh;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The examples of the description for makers of modules are what this module sends. */
class InterfaceDescriptionTest {

    private static String description() throws IOException {
        return Files.readString(Path.of("INTERFACE.md"));
    }

    @Test
    void block_isTheExample() throws IOException {
        assertExample(new KeyBlock("link-ab", "alice", 42, new byte[128], 0.0123, 93_200, 1e-9, Instant.parse("2026-01-31T12:00:00.500Z"),
                KeyProtocol.THREE_INTENSITIES.title(), 70_112L, 1_048_576L, 0.00208, 129.0, null));
    }

    @Test
    void blockOfE91_isTheExample_withTheChshValue() throws IOException {
        assertExample(new KeyBlock("link-ab", "alice", 43, new byte[128], 0.0231, 8100, 1e-9, Instant.parse("2026-01-31T12:00:01.500Z"),
                KeyProtocol.E91.title(), 210_112L, 262_144L, 0.000117, 86.0, new Chsh(2.6870057684705, 0.15, 0.0098627582351)));
    }

    private static void assertExample(KeyBlock block) throws IOException {
        byte[] key = block.key();
        byte[] message = block.toBytes();
        int length = ByteBuffer.wrap(message).getInt();
        String metadata = new String(message, Integer.BYTES, length, StandardCharsets.UTF_8);
        assertEquals(Integer.BYTES + length + key.length, message.length);
        assertTrue(description().contains("    " + metadata + "\n"), metadata);
    }

    @Test
    void gainAndDistanceThatAreNotKnown_areLeftOut() {
        for (Double unknown : new Double[] {null, Double.NaN}) {
            byte[] message = new KeyBlock("link-ab", "alice", 1, new byte[64], 0.01, 1, 1e-9, Instant.EPOCH, "BB84", null, null, unknown, unknown, null).toBytes();
            String text = new String(message, StandardCharsets.ISO_8859_1);
            assertFalse(text.contains("gain") || text.contains("secure_distance_km"), text);
        }
    }

    @Test
    void chshValueThatWasNotMeasured_isLeftOut() {
        Chsh never = Chsh.of(new long[] {10, 0, 10, 10}, new long[4]);
        for (Chsh value : new Chsh[] {null, never}) {
            LinkStatus status = new LinkStatus("link-ab", "alice", "run", null, 0.01, 1, 1, 1e-9, Instant.EPOCH, 43, 1, value);
            assertFalse(status.toJson().contains("chsh"), status.toJson());
        }
        Chsh measured = Chsh.of(new long[] {100, 100, 100, 100}, new long[] {10, 90, 10, 10});
        String status = new LinkStatus("link-ab", "alice", "run", null, 0.01, 1, 1, 1e-9, Instant.EPOCH, 43, 1, measured).toJson();
        assertTrue(status.contains("\"chsh\":" + measured.value() + ",\"chsh_sigma\":" + measured.sigma() + "}"), status);
    }

    @Test
    void status_isTheExample() throws IOException {
        String status = new LinkStatus("link-ab", "alice", "run", null, 0.0101, 210_700, 93_200, 1e-9,
                Instant.parse("2026-01-31T12:00:01Z"), 43, 1, null).toJson();
        assertTrue(description().contains("    " + status + "\n"), status);
    }
}
