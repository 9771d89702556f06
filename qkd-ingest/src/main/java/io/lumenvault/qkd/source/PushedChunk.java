package io.lumenvault.qkd.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;

/**
 * A chunk of a key stream as a module pushes it.
 *
 * @param status status of GS QKD 004 table 3, 0 and 1 with key
 * @param index position in the stream, in chunks
 * @param key the chunk; empty where the status says that there is none
 * @param keyStreamId the stream
 */
record PushedChunk(int status, long index, byte[] key, String keyStreamId) implements AutoCloseable {
    private static final long MOST_INDEX = 0xffff_ffffL;

    static PushedChunk read(byte[] body) throws IOException {
        int status = -1;
        long index = -1;
        byte[] key = new byte[0];
        String keyStreamId = "";
        try (JsonParser in = JsonExchange.JSON.createParser(body)) {
            require(in.nextToken() == JsonToken.START_OBJECT, "an object");
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "status" -> status = in.getIntValue();
                    case "index" -> index = in.getLongValue();
                    case "key_buffer" -> {
                        require(key.length == 0, "'key_buffer' once");
                        key = KeyText.decode(body, in);
                    }
                    case "metadata" -> keyStreamId = JsonExchange.JSON.<JsonNode>readTree(in).path("buffer").path("key_stream_id").asText();
                    default -> in.skipChildren();
                }
            }
            require(status >= 0 && index >= 0 && index <= MOST_INDEX, "'status' and 'index'");
        } catch (IOException | RuntimeException e) {
            Arrays.fill(key, (byte) 0);
            throw e;
        }
        return new PushedChunk(status, index, key, keyStreamId);
    }

    private static void require(boolean right, String what) throws IOException {
        if (!right) {
            throw new IOException("needed is " + what);
        }
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }
}
