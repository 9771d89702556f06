package io.lumenvault.hsm;

/** The token refused the PIN, or has locked it. The same PIN is not tried again: a few wrong ones lock a token. */
public final class WrongPinException extends HsmException {

    public WrongPinException(String message) {
        super(message);
    }

    public WrongPinException(String message, Throwable cause) {
        super(message, cause);
    }
}
