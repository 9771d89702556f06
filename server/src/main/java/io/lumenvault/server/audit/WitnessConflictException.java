package io.lumenvault.server.audit;

/** A witness has cosigned a head that the log does not extend: the log was taken back or replaced. */
final class WitnessConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long size;

    /** @param size of the head that the witness has */
    WitnessConflictException(long size, String message) {
        super(message);
        this.size = size;
    }

    long size() {
        return size;
    }
}
