package io.lumenvault.server.qkd;

/** The peer did not do what was asked of it. */
final class PeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean untouched;

    private PeerException(String message, boolean untouched) {
        super(message, null, false, false);
        this.untouched = untouched;
    }

    /** The request surely had no effect there: it was refused or never arrived. */
    static PeerException withoutEffect(String message) {
        return new PeerException(message, true);
    }

    /** The request may have had its effect, or may still have it. */
    static PeerException uncertain(String message) {
        return new PeerException(message, false);
    }

    /** Whether the peer surely does not hold what was sent. */
    boolean untouched() {
        return untouched;
    }
}
