package io.lumenvault.kmip.encoding;

/** Text that is not a well-formed XML, JSON or tree form of TTLV. The message names the offset and what was expected there. */
public final class EncodingException extends RuntimeException {

    private final int offset;

    EncodingException(int offset, String problem) {
        super("offset " + offset + ": " + problem);
        this.offset = offset;
    }

    EncodingException(int offset, String problem, Throwable cause) {
        super("offset " + offset + ": " + problem, cause);
        this.offset = offset;
    }

    /** Offset in characters of what is at fault, from the start of the text. */
    public int offset() {
        return offset;
    }
}
