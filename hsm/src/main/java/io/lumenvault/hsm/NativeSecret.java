package io.lumenvault.hsm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A secret copied into native memory for one call, and wiped after it. */
final class NativeSecret implements AutoCloseable {

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment segment;

    NativeSecret(byte[] secret) {
        segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, secret);
    }

    MemorySegment segment() {
        return segment;
    }

    long length() {
        return segment.byteSize();
    }

    @Override
    public void close() {
        segment.fill((byte) 0);
        arena.close();
    }
}
