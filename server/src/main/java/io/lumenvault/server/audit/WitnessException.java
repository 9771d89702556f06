package io.lumenvault.server.audit;

/** A witness gave no cosignature; the message says why. */
final class WitnessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WitnessException(String message) {
        super(message);
    }
}
