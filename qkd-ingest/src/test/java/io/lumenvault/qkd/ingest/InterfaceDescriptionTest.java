package io.lumenvault.qkd.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.distillation.KeyProtocol;
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
        byte[] key = new byte[128];
        byte[] message = new KeyBlock("link-ab", "alice", 42, key, 0.0123, 93_200, 1e-9, Instant.parse("2026-01-31T12:00:00.500Z"),
                KeyProtocol.THREE_INTENSITIES.title(), 70_112L, 1_048_576L).toBytes();
        int length = ByteBuffer.wrap(message).getInt();
        String metadata = new String(message, Integer.BYTES, length, StandardCharsets.UTF_8);
        assertEquals(Integer.BYTES + length + key.length, message.length);
        assertTrue(description().contains("    " + metadata + "\n"), metadata);
    }

    @Test
    void status_isTheExample() throws IOException {
        String status = new LinkStatus("link-ab", "alice", "run", null, 0.0101, 210_700, 93_200, 1e-9,
                Instant.parse("2026-01-31T12:00:01Z"), 43, 1).toJson();
        assertTrue(description().contains("    " + status + "\n"), status);
    }
}
