package io.lumenvault.server.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Passwords of one request, as UTF-8; wiped when it is over, with the characters they came as. */
final class Passwords implements AutoCloseable {

    private final List<byte[]> encoded = new ArrayList<>();

    /** The characters are wiped at once. */
    byte[] utf8(char[] characters) {
        ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Arrays.fill(buffer.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        encoded.add(bytes);
        return bytes;
    }

    @Override
    public void close() {
        encoded.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
}
