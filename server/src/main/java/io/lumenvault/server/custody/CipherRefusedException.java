package io.lumenvault.server.custody;

/** Data of a client do not fit the cipher that it asked for, or fail their authentication. The message does not say which. */
public final class CipherRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CipherRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
