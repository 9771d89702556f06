package io.lumenvault.server.audit;

/** The log in the database does not extend the head that is held outside it. */
public final class LogRolledBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogRolledBackException(String message) {
        super(message);
    }
}
