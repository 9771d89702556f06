package io.lumenvault.kmip.ttlv;

/** Bytes that are not well-formed TTLV. The message names the offset and never shows content. */
public final class TtlvException extends RuntimeException {

    private final int offset;

    TtlvException(int offset, String problem) {
        super("offset " + offset + ": " + problem);
        this.offset = offset;
    }

    /** Offset in bytes of the item at fault, from the start of the buffer. */
    public int offset() {
        return offset;
    }
}
