package io.lumenvault.server.vault;

import java.util.Objects;

/** The door did not serve a request. The message is for the caller: it holds no secret, no SQL and no internal detail. */
public final class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public VaultException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
