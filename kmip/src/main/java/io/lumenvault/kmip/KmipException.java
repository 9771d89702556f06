package io.lumenvault.kmip;

import io.lumenvault.kmip.spec.ResultReason;
import java.util.Objects;

/**
 * The one error of the protocol: a result reason and a message fit for the peer. Handlers throw it; it becomes the
 * result of one batch item. The message must hold no secret.
 */
public final class KmipException extends RuntimeException {

    private final ResultReason reason;

    /** An error with the reason and a message that names what was given and what is allowed. */
    public KmipException(ResultReason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** An error with its cause; the cause is never shown to the peer. */
    public KmipException(ResultReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** The reason; {@link ResultReason#at} gives the form for an older peer. */
    public ResultReason reason() {
        return reason;
    }
}
