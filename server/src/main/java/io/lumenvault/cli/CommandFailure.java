package io.lumenvault.cli;

import java.io.Serial;

/** A command cannot do what was asked; the message is one line for the person who typed it. */
public final class CommandFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and, where possible, what to do. */
    public CommandFailure(String message) {
        super(message);
    }

    /** The same, with the cause for a debugger. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
