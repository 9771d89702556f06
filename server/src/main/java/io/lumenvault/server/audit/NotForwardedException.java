package io.lumenvault.server.audit;

/** A collector may not have all entries of a month: it cannot be archived yet. The message says which leaves are missing there. */
public final class NotForwardedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NotForwardedException(String message) {
        super(message);
    }
}
