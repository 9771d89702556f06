package io.lumenvault.hsm;

/** The token offers no mechanism for what is asked, and never will as it is. */
public final class MechanismMissingException extends HsmException {

    private static final long serialVersionUID = 1L;

    MechanismMissingException(String message) {
        super(message);
    }

    MechanismMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
