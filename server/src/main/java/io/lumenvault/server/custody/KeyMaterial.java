package io.lumenvault.server.custody;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/**
 * Key material in the clear, for as short as possible. It is lent to a callback and wiped by {@link #close}; it has no useful
 * text form.
 */
public final class KeyMaterial implements AutoCloseable {

    private final byte[] bytes;

    private KeyMaterial(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over {@code bytes}: the caller must not keep or use them afterwards. */
    public static KeyMaterial owning(byte[] bytes) {
        return new KeyMaterial(Objects.requireNonNull(bytes, "bytes"));
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** Lends the bytes to {@code use}, which must not keep them. */
    public <T> T lend(Function<byte[], T> use) {
        return use.apply(bytes);
    }

    /** A copy of a range, to be closed by the caller. */
    public KeyMaterial range(int offset, int length) {
        return new KeyMaterial(Arrays.copyOfRange(bytes, offset, Objects.checkFromIndexSize(offset, length, bytes.length) + length));
    }

    /** Compares in constant time. */
    public boolean sameAs(KeyMaterial other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /** Wipes the bytes. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + bytes.length + " bytes]";
    }
}
