package io.lumenvault.server.vault;

import io.lumenvault.server.audit.AuditEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Key is there, but a rule of the policy in force keeps it for others, or for another day. */
public final class PolicyDepletedException extends VaultException {

    private static final long serialVersionUID = 1L;

    private final long version;
    private final String rule;
    private final Duration wait;

    /**
     * @param version the policy's version
     * @param rule the rule's identifier
     */
    public PolicyDepletedException(long version, String rule, String message) {
        this(version, rule, null, message);
    }

    /**
     * @param version the policy's version
     * @param rule the rule's identifier
     * @param wait how long it is until the rule allows as much again, or null where that is no matter of time
     */
    public PolicyDepletedException(long version, String rule, Duration wait, String message) {
        super(Reason.KEY_DEPLETED, message);
        this.version = version;
        this.rule = Objects.requireNonNull(rule, "rule");
        this.wait = wait;
    }

    @Override
    public Optional<Duration> waiting() {
        return Optional.ofNullable(wait);
    }

    @Override
    protected AuditEvent recorded(AuditEvent event) {
        return event.with("policy_version", Long.toString(version)).with("policy_rule", rule);
    }
}
