package io.lumenvault.hsm;

/** The sealed bytes are not what this generation sealed: altered, cut, or sealed by another key. */
public final class SealBrokenException extends HsmException {

    public SealBrokenException(String message) {
        super(message);
    }

    public SealBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
