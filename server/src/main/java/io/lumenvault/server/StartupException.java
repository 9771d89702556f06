package io.lumenvault.server;

/** The node cannot start; the message is the one line that an operator needs. */
final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartupException(String message) {
        super(message, null, false, false);
    }
}
