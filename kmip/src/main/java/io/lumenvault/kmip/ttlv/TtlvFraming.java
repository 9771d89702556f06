package io.lumenvault.kmip.ttlv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts one message out of a stream. Memory grows with the bytes that have arrived, never with the length that the
 * header claims; buffers that were outgrown, or hold a message that does not come to its end, are wiped.
 */
public final class TtlvFraming {

    private static final int FIRST_BUFFER = 4096;
    private static final int HEADER = 8;

    private TtlvFraming() {
    }

    /**
     * Reads one message: the header and as many bytes as it announces.
     *
     * @param maxBytes the largest whole message accepted
     * @return the message, or null where the stream ended before its first byte
     * @throws TtlvException where the header is not that of a structure or announces more than {@code maxBytes}; the
     *     connection cannot be used further
     * @throws EOFException where the stream ended inside the message
     */
    public static byte[] read(InputStream in, int maxBytes) throws IOException {
        return read(in, maxBytes, MemoryGrant.UNBOUNDED);
    }

    /**
     * The same, within memory that others share.
     *
     * @param memory is asked before each buffer is made
     * @throws IOException also where the memory was not granted; the connection cannot be used further
     */
    public static byte[] read(InputStream in, int maxBytes, MemoryGrant memory) throws IOException {
        byte[] header = new byte[HEADER];
        int got = in.readNBytes(header, 0, HEADER);
        if (got == 0) {
            return null;
        }
        if (got < HEADER) {
            throw new EOFException("stream ended after " + got + " bytes of a message header of " + HEADER);
        }
        return readRest(in, header, announcedSize(header, maxBytes), memory);
    }

    private static int announcedSize(byte[] header, int maxBytes) {
        int family = header[0] & 0xFF;
        if (family != 0x42 && family != 0x54) {
            throw new TtlvException(0, String.format("first byte 0x%02X; a TTLV message starts with 42", family));
        }
        if (header[3] != ItemType.STRUCTURE.code()) {
            throw new TtlvException(3, String.format("type 0x%02X; a message is a Structure (0x01)", header[3]));
        }
        long length = (header[4] & 0xFFL) << 24 | (header[5] & 0xFF) << 16 | (header[6] & 0xFF) << 8 | header[7] & 0xFF;
        if (length % 8 != 0) {
            throw new TtlvException(4, "message length " + length + "; a structure is a multiple of 8");
        }
        if (length + HEADER > maxBytes) {
            throw new TtlvException(4, "message of " + (length + HEADER) + " bytes; the limit is " + maxBytes);
        }
        return (int) length + HEADER;
    }

    private static byte[] readRest(InputStream in, byte[] header, int size, MemoryGrant memory) throws IOException {
        int first = Math.min(size, FIRST_BUFFER);
        memory.require(first, size);
        byte[] buffer = Arrays.copyOf(header, first);
        int filled = HEADER;
        while (filled < size) {
            if (filled == buffer.length) {
                buffer = enlarge(buffer, size, memory);
            }
            int read;
            try {
                read = in.read(buffer, filled, buffer.length - filled);
            } catch (IOException lost) {
                Arrays.fill(buffer, (byte) 0);
                throw lost;
            }
            if (read < 0) {
                Arrays.fill(buffer, (byte) 0);
                throw new EOFException("stream ended after " + filled + " of " + size + " bytes of a message");
            }
            filled += read;
        }
        return buffer;
    }

    private static byte[] enlarge(byte[] buffer, int size, MemoryGrant memory) throws IOException {
        try {
            int length = (int) Math.min(size, buffer.length * 2L);
            memory.require(length, size);
            return Arrays.copyOf(buffer, length);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }
}
