package io.lumenvault.server.qkd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Writes a Key container (ETSI GS QKD 014 clause 6.3) as bytes, so that a key is never a String. The member is called
 * {@code keys} as in the standard's example.
 */
final class KeyContainer implements AutoCloseable {

    private static final byte[] BEGIN = ascii("{\"keys\":[");
    private static final byte[] END = ascii("]}");
    private static final byte[] KEY_ID = ascii("{\"key_ID\":\"");
    private static final byte[] KEY = ascii("\",\"key\":\"");
    private static final byte[] KEY_END = ascii("\"}");
    private static final int UUID_LENGTH = 36;

    private final ByteBuffer json;
    private boolean handedOut;

    /**
     * @param keys how many will be added
     * @param largestKey bytes of the largest
     */
    KeyContainer(int keys, int largestKey) {
        int each = 1 + KEY_ID.length + UUID_LENGTH + KEY.length + encodedLength(largestKey) + KEY_END.length;
        json = ByteBuffer.allocate(Math.addExact(BEGIN.length + END.length, Math.multiplyExact(keys, each)));
        json.put(BEGIN);
    }

    private static int encodedLength(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds the key that lies in {@code length} bytes of {@code material}. */
    void add(UUID id, byte[] material, int offset, int length) {
        if (json.position() > BEGIN.length) {
            json.put((byte) ',');
        }
        byte[] key = Arrays.copyOfRange(material, offset, offset + length);
        byte[] encoded = new byte[encodedLength(length)];
        try {
            Base64.getEncoder().encode(key, encoded);
            json.put(KEY_ID).put(ascii(id.toString())).put(KEY).put(encoded).put(KEY_END);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** The finished JSON text, which the caller wipes. */
    byte[] finish() {
        json.put(END);
        if (json.hasRemaining()) {
            return Arrays.copyOf(json.array(), json.position());
        }
        handedOut = true;
        return json.array();
    }

    /** Wipes what was written, unless it was handed out. */
    @Override
    public void close() {
        if (!handedOut) {
            Arrays.fill(json.array(), (byte) 0);
        }
    }
}
