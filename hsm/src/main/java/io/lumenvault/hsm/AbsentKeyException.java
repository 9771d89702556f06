package io.lumenvault.hsm;

/** The token does not hold this key of a user; another one may. */
final class AbsentKeyException extends HsmException {

    private static final long serialVersionUID = 1L;

    AbsentKeyException(String message) {
        super(message);
    }

    AbsentKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
