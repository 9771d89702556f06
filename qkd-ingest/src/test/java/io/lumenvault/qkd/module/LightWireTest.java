package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LightWireTest {
    private static final int FF = 0xFF;

    private static void assertRefused(int count, int... body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0);
        out.writeInt(10);
        out.writeInt(count);
        out.writeInt(body.length);
        for (int one : body) {
            out.writeByte(one);
        }
        assertThrows(IOException.class, () -> LightWire.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    }

    @Test
    void lightBeyondItsStretch_isRefused() throws IOException {
        assertRefused(1, 10, 0);
    }

    /** Ten times seven bits are more than a gap has, and would be a negative one. */
    @Test
    void lightBeforeItsStretch_isRefused() throws IOException {
        assertRefused(3, FF, FF, FF, FF, FF, FF, FF, FF, FF, 1, 0, 0, 0, 0, 0);
    }
}
