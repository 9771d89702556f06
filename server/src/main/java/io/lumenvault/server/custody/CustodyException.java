package io.lumenvault.server.custody;

/** A sealed record cannot be opened as what it should be: damaged, moved or of another kind. */
public final class CustodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CustodyException(String message) {
        super(message);
    }

    CustodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
