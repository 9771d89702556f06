package io.lumenvault.server.vault;

import java.util.Map;
import java.util.UUID;

/** The request needs the approval of others; the message and the details name the approval that stands for it. */
public final class ApprovalNeededException extends VaultException {

    private static final long serialVersionUID = 1L;

    ApprovalNeededException(UUID approval, String message) {
        super(Reason.APPROVAL_NEEDED, message, Map.of("approval", approval.toString()));
    }
}
