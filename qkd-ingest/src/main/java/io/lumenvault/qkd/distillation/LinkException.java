package io.lumenvault.qkd.distillation;

/** A session of the classical protocol cannot go on. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Cause {
        /** The connection to the peer ended. */
        LOST,
        /** A message was not what the protocol allows. */
        MALFORMED,
        /** A tag was wrong: somebody or something changed a message. */
        AUTHENTICATION,
        /** The two ends are set up differently. */
        PARAMETERS,
        /** The two ends no longer mean the same slot. */
        SYNCHRONISATION
    }

    private final Cause why;

    public LinkException(Cause why, String message) {
        super(message);
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
