package io.lumenvault.server.vault;

import io.lumenvault.server.audit.AuditEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The door did not serve a request. The message is for the caller: it holds no secret, no SQL and no internal detail. */
public class VaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Map<String, String> details;

    public VaultException(Reason reason, String message) {
        this(reason, message, Map.of());
    }

    /** @param details what exactly was wrong, by name, for protocols that have room for it */
    public VaultException(Reason reason, String message, Map<String, String> details) {
        super(message, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.details = Map.copyOf(details);
    }

    public Reason reason() {
        return reason;
    }

    /** What exactly was wrong, by name; often empty. */
    public Map<String, String> details() {
        return details;
    }

    /** How long it is until the same request may be served, where a quota that begins anew then is all that refused it. */
    public Optional<Duration> waiting() {
        return Optional.empty();
    }

    /** The reason as the audit log names it; an endpoint's own refusals name it by the term of its protocol. */
    protected String term() {
        return reason.name();
    }

    /** The event that records it, with what more there is to say. */
    protected AuditEvent recorded(AuditEvent event) {
        return event;
    }
}
