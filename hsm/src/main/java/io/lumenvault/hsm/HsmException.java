package io.lumenvault.hsm;

/** The HSM did not do what was asked. The message is one line that an operator can act on; it never holds key material. */
public class HsmException extends RuntimeException {

    public HsmException(String message) {
        super(message);
    }

    public HsmException(String message, Throwable cause) {
        super(message, cause);
    }
}
