package io.lumenvault.hsm;

/** The library has no initialised token of the label asked for. */
public final class TokenAbsentException extends HsmException {

    public TokenAbsentException(String message) {
        super(message);
    }

    public TokenAbsentException(String message, Throwable cause) {
        super(message, cause);
    }
}
