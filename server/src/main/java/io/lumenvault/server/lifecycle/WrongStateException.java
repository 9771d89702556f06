package io.lumenvault.server.lifecycle;

/** The transition or use is not permitted in the object's state (KMIP 1.4 section 3.22). */
public final class WrongStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongStateException(String message) {
        super(message, null, false, false);
    }
}
