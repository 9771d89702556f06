package io.lumenvault.server.vault;

import io.lumenvault.db.approval.ApprovalRow;
import io.lumenvault.server.audit.AuditEvent;
import java.util.Objects;
import org.hibernate.StatelessSession;

/**
 * Leave to carry out one request: free, or by an approval, which {@link #consume} uses up in the transaction of the operation. Where that
 * fails, the operation's transaction fails with it.
 */
public final class Clearance {

    /** Nobody has to approve the request. */
    public static final Clearance FREE = new Clearance(null, null, null);

    private final Approvals approvals;
    private final AccessRequest request;
    private final ApprovalRow approval;

    private Clearance(Approvals approvals, AccessRequest request, ApprovalRow approval) {
        this.approvals = approvals;
        this.request = request;
        this.approval = approval;
    }

    static Clearance by(Approvals approvals, AccessRequest request, ApprovalRow approval) {
        return new Clearance(approvals, Objects.requireNonNull(request, "request"), Objects.requireNonNull(approval, "approval"));
    }

    /** Whether there is no approval to consume. */
    public boolean free() {
        return approval == null;
    }

    /**
     * Uses the approval up, and records that; nothing where the request is free.
     *
     * @param session the transaction of the operation
     * @throws VaultException when another request has used it, or its time is over
     */
    public void consume(StatelessSession session) {
        if (!free()) {
            approvals.consume(session, request, approval);
        }
    }

    /** The operation's event, with the approval that it was carried out by. */
    public AuditEvent on(AuditEvent event) {
        return free() ? event : event.with("approval", approval.id().toString());
    }
}
