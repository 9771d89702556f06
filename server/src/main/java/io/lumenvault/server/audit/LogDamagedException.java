package io.lumenvault.server.audit;

/** The stored tree contradicts itself or has holes: somebody has changed it. */
public final class LogDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogDamagedException(String message) {
        super(message);
    }
}
