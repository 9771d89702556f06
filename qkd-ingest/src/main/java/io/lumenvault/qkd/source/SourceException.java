package io.lumenvault.qkd.source;

/** A module or the other end has not done what was asked, in words for an officer. */
final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What to do next. */
    enum Kind {
        /** Ask again in a moment: out of key, or out of reach. */
        LATER,
        /** What was asked for will never be there. */
        LOST,
        /** Something is set up wrongly at one side or the other: nothing is lost, and an officer has to look. */
        REFUSED,
        /** The answer is not what the interface has. */
        UNREADABLE
    }

    private final Kind kind;

    SourceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
