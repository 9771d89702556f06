package io.lumenvault.qkd.synchronisation;

/** Bob's clock cannot be set against Alice's. */
public final class SynchronisationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SynchronisationException(String message) {
        super(message);
    }
}
