package io.lumenvault.qkd.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushedChunkTest {

    private static PushedChunk read(String json) throws IOException {
        return PushedChunk.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void chunk_isReadWithItsStream() throws IOException {
        try (PushedChunk chunk = read("{\"status\":0,\"index\":4294967295,\"metadata\":{\"size\":9,\"buffer\":{\"key_stream_id\":\"s\"}},\"key_buffer\":\"AQID\",\"x\":[{}]}")) {
            assertEquals(0, chunk.status());
            assertEquals(0xffff_ffffL, chunk.index());
            assertEquals("s", chunk.keyStreamId());
            assertArrayEquals(new byte[] {1, 2, 3}, chunk.key());
        }
    }

    @Test
    void chunkWithoutStatusOrIndex_orWithOneOutOfRange_isRefused() {
        for (String wrong : List.of("{}", "{\"status\":0}", "{\"index\":0}", "{\"status\":0,\"index\":-1}", "{\"status\":0,\"index\":4294967296}",
                "{\"status\":\"ok\",\"index\":0}", "{\"status\":0,\"index\":0,\"key_buffer\":\"A\"}",
                "{\"status\":0,\"index\":0,\"key_buffer\":\"AAAA\",\"key_buffer\":\"AAAA\"}", "[]", "")) {
            assertThrows(IOException.class, () -> read(wrong), wrong);
        }
    }
}
