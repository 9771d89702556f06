package io.lumenvault.server.vault;

import io.lumenvault.server.audit.AuditEvent;
import java.util.Objects;

/** Key is there, but a rule of the policy in force keeps it for others. */
public final class PolicyDepletedException extends VaultException {

    private static final long serialVersionUID = 1L;

    private final long version;
    private final String rule;

    /**
     * @param version the policy's version
     * @param rule the rule's identifier
     */
    public PolicyDepletedException(long version, String rule, String message) {
        super(Reason.KEY_DEPLETED, message);
        this.version = version;
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    @Override
    protected AuditEvent recorded(AuditEvent event) {
        return event.with("policy_version", Long.toString(version)).with("policy_rule", rule);
    }
}
