package io.lumenvault.qkd.authentication;

import java.util.Arrays;

/**
 * One one-time pad: where it lies in its direction's half of a segment, and its 16 bytes.
 *
 * @param segment number of the pool segment
 * @param offset byte offset within the direction's half
 * @param bytes the pad
 */
public record Pad(long segment, int offset, byte[] bytes) {
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Pad[segment=" + segment + ", offset=" + offset + "]";
    }
}
