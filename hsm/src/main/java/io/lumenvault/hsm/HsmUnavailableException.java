package io.lumenvault.hsm;

/** The HSM cannot answer now: it is lost, or its queue is full, or the deadline passed. The same request may be sent again. */
public final class HsmUnavailableException extends HsmException {

    public HsmUnavailableException(String message) {
        super(message);
    }

    public HsmUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
