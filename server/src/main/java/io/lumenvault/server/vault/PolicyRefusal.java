package io.lumenvault.server.vault;

import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import java.time.Duration;
import java.util.Optional;

/** A rule of the policy in force refused a request; its record names version and rule. */
final class PolicyRefusal extends VaultException {

    private static final long serialVersionUID = 1L;

    private final PolicyRefusedException refused;

    PolicyRefusal(PolicyRefusedException refused) {
        super(refused.byState() ? Reason.WRONG_KEY_LIFECYCLE_STATE : Reason.PERMISSION_DENIED, refused.getMessage());
        this.refused = refused;
    }

    @Override
    public Optional<Duration> waiting() {
        return refused.waiting();
    }

    @Override
    protected AuditEvent recorded(AuditEvent event) {
        return event.with("policy_version", Long.toString(refused.version())).with("policy_rule", refused.rule());
    }
}
