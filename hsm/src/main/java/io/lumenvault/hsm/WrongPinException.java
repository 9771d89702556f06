package io.lumenvault.hsm;

/** The token refused the PIN. Never retried: a few wrong PINs lock a token. */
public final class WrongPinException extends HsmException {

    public WrongPinException(String message) {
        super(message);
    }

    public WrongPinException(String message, Throwable cause) {
        super(message, cause);
    }
}
